import Environments

/// The parts from which Compose makes the services of an environment: the files, the services that others extend, and
/// the env files of services, each with its positions.
struct ComposeParts {
  private(set) var fileLevels: [ComposeLevel] = []
  private(set) var envFileLevels: [ComposeLevel] = []
  /// The services that extend one which cannot be read, or that extends one.
  private(set) var partlyRead: Set<String> = []
  /// The files that `extends` and `env_file` demand and that do not exist, one entry for each service; empty unless they
  /// are looked for.
  private(set) var missingFiles: [MissingFile] = []
  private let documents: [ComposeDocument]
  private let variables: ComposeVariables
  private let root: String
  private let seeksMissing: Bool
  private let read: (String) -> SourceText
  /// The files that were read for `extends`, by path.
  private var extended: [ExactText: YAMLNode?] = [:]
  private var parsed: [[ExactText]: [EnvFile.Entry]] = [:]
  private var envFiles: [ExactText: [EnvFileUse]] = [:]

  /// Longer chains of `extends` are not followed.
  private static let depthMax = 16

  /// One service as a file writes it, and the file's folder, to which its paths are relative.
  private struct Part {
    var node: YAMLNode
    var document: YAMLNode
    var folder: [Substring]
  }

  /// An env file of a service, and the line that names it.
  private struct EnvFileUse {
    var path: String
    var written: String
    var isRequired: Bool
    var location: Location
  }

  /// - Parameters:
  ///   - seeksMissing: whether each named file is looked for, which costs a reading of each.
  ///   - read: takes paths relative to the root.
  init(
    _ documents: [ComposeDocument], variables: ComposeVariables, root: String,
    seeksMissing: Bool = false, read: @escaping (String) -> SourceText
  ) {
    self.documents = documents
    self.variables = variables
    self.root = root
    self.seeksMissing = seeksMissing
    self.read = read
    for document in documents.inMergeOrder { addLevels(of: document, folder: document.folder) }
    addEnvFiles()
  }

  private static func folder(of file: String) -> [Substring] {
    file.split(separator: "/").dropLast()
  }

  private mutating func addLevels(of document: ComposeDocument, folder: [Substring]) {
    var bases: [ComposeLevel] = []
    for service in document.node["services"]?.fields ?? [] {
      let own = Part(node: service.value, document: document.node, folder: folder)
      let chain = chain(of: own)
      let last = chain.last ?? own
      if last.node["extends"] != nil {
        partlyRead.insert(service.key)
        note(missingBaseOf: last, service: service.key)
      }
      while bases.count < chain.count { bases.append(ComposeLevel(values: variables.values)) }
      for (depth, base) in chain.enumerated() {
        bases[depth].add(
          ComposeFlattening.entries(ofService: base.node, named: service.key), of: base.node,
          at: ["services", service.key])
      }
      for part in chain.reversed() + [own] { note(envFilesOf: part, service: service.key) }
    }
    var level = ComposeLevel(values: variables.values)
    level.add(document.entries, of: document.node, at: [])
    fileLevels += bases.reversed() + [level]
  }

  // MARK: Extended services

  /// The service that another one extends, then the one that that extends, and so on.
  private mutating func chain(of own: Part) -> [Part] {
    var chain: [Part] = []
    var part = own
    while chain.count < Self.depthMax, let base = base(of: part) {
      chain.append(base)
      part = base
    }
    return chain
  }

  private mutating func base(of part: Part) -> Part? {
    guard let extends = part.node["extends"],
      let name = (extends["service"]?.text ?? extends.text).map(variables.evaluated)
    else { return nil }
    guard let file = extends["file"]?.text else {
      let own = part.document["services"]?[name]
      let node = own ?? documents.lazy.compactMap { $0.node["services"]?[name] }.first
      return node.map { Part(node: $0, document: part.document, folder: part.folder) }
    }
    guard let path = path(file, in: part.folder), let document = document(path),
      let node = document["services"]?[name]
    else { return nil }
    return Part(node: node, document: document, folder: Self.folder(of: path))
  }

  /// The files of extended services, in the order of their paths.
  var extendedFiles: [YAMLNode] {
    extended.sorted { $0.key < $1.key }.compactMap(\.value)
  }

  private mutating func document(_ path: String) -> YAMLNode? {
    if let known = extended[path] { return known }
    var node: YAMLNode?
    if case .text(let text) = read(path) { node = YAMLDocument.parse(text, file: path).node }
    extended[ExactText(path)] = .some(node)
    return node
  }

  /// The path relative to the root; `nil` when it leads out of the root.
  private func path(_ text: String, in folder: [Substring]) -> String? {
    let text = variables.evaluated(text)
    guard text.utf8.first == UInt8(ascii: "/") else {
      let path = text.joined(to: folder[...])
      return path.hasPrefix("..") ? nil : path
    }
    let relative = ComposeNames(root: root).relative(text)
    return relative.utf8.first == UInt8(ascii: "/") ? nil : relative
  }

  // MARK: Env files

  private mutating func note(envFilesOf part: Part, service: String) {
    guard let node = part.node["env_file"] else { return }
    if node.tag == "!reset" || node.tag == "!override" { envFiles[service] = [] }
    guard node.tag != "!reset" else { return }
    for item in node.sequence ?? [node] {
      let named = item["path"] ?? item
      guard let text = named.text, let path = path(text, in: part.folder) else { continue }
      envFiles[service, default: []].append(
        EnvFileUse(
          path: path, written: variables.evaluated(text),
          isRequired: item["required"]?.text != "false",
          location: named.location))
    }
  }

  private mutating func addEnvFiles() {
    for (service, uses) in envFiles {
      var chain: [ExactText] = []
      var earlier = variables.entries
      for (index, use) in uses.enumerated() {
        chain.append(ExactText(use.path))
        note(missing: use, service: service.text)
        if index == envFileLevels.count { envFileLevels.append(ComposeLevel(values: [:])) }
        for entry in variables(of: chain, earlier: earlier) {
          earlier[entry.name] = entry
          envFileLevels[index].add(composeEntry(entry, of: service.text))
        }
      }
    }
  }

  /// The variables of the last file of a chain; each is read once for all services.
  private mutating func variables(
    of chain: [ExactText], earlier: [ExactText: EnvFile.Entry]
  ) -> [EnvFile.Entry] {
    if let known = parsed[chain] { return known }
    var entries: [EnvFile.Entry] = []
    if let path = chain.last?.text, case .text(let text) = read(path) {
      entries = EnvFile.parse(text, file: path, earlier: earlier).file.entries
    }
    parsed[chain] = entries
    return entries
  }

  private func composeEntry(_ entry: EnvFile.Entry, of service: String) -> ComposeEntry {
    ComposeEntry(
      path: ["services", service, "environment", entry.name],
      value: entry.value.settingValue(variables.fingerprint), isNamedText: true,
      location: entry.location)
  }
}

extension ComposeParts {
  private mutating func note(missing use: EnvFileUse, service: String) {
    guard seeksMissing, use.isRequired, read(use.path) == .missing else { return }
    missingFiles.append(
      MissingFile(
        use: .envFile, path: use.path, written: use.written, services: [service],
        location: use.location))
  }

  private mutating func note(missingBaseOf part: Part, service: String) {
    guard seeksMissing, let node = part.node["extends"]?["file"], let text = node.text,
      let path = path(text, in: part.folder), read(path) == .missing
    else { return }
    missingFiles.append(
      MissingFile(
        use: .extends, path: path, written: variables.evaluated(text), services: [service],
        location: node.location))
  }

  /// The files that `include` demands and that do not exist.
  var missingIncludes: [MissingFile] {
    return documents.flatMap { document in
      let items = document.node["include"]?.items ?? []
      let paths = items.flatMap { $0["path"].map { $0.sequence ?? [$0] } ?? [$0] }
      return paths.compactMap { node -> MissingFile? in
        guard let text = node.text, let path = path(text, in: document.folder),
          read(path) == .missing
        else { return nil }
        return MissingFile(
          use: .include, path: path, written: variables.evaluated(text), services: [],
          location: node.location)
      }
    }
  }
}

/// The variables of the `.env` files, as far as files that Compose reads may use them.
struct ComposeVariables {
  /// By name, lowest first; secrets are left out.
  var values: [ExactText: String]
  var entries: [ExactText: EnvFile.Entry]
  var fingerprint: Fingerprinter

  init(_ settings: [Setting], fingerprint: @escaping Fingerprinter) {
    self.fingerprint = fingerprint
    values = [:]
    entries = [:]
    for setting in settings where setting.key.source == .env {
      guard case .string(let text) = setting.value else { continue }
      values[setting.key.path] = text
      entries[setting.key.path] = EnvFile.Entry(
        name: setting.key.path, value: .plain(text), origin: setting.winner.origin)
    }
  }

  /// Adds what stands for variables that are not set.
  mutating func add(_ placeholders: [Placeholder]) {
    for placeholder in placeholders { values[ExactText(placeholder.name)] = placeholder.value }
  }

  /// The text with the values of variables; a text that Compose refuses stays.
  func evaluated(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")), let template = try? Interpolation.parse(text)
    else { return text }
    return template.evaluated { values[$0] }.text
  }
}
