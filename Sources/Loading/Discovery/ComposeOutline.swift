import Environments

/// The outline of a Compose file, as discovery needs it.
struct ComposeOutline: Hashable, Sendable {
  var file: String
  /// `nil` when the file cannot be read as YAML.
  var node: YAMLNode?
  /// The services by name, in the order of the file.
  var services: [YAMLNode.Entry] { node?["services"]?.fields ?? [] }
  var serviceNames: [String] { services.map(\.key) }
  /// Where it has to be filled in before it is a Compose file; `nil` for a usual one.
  var placeholder: Location?
  /// What the comment at its head says how Compose is called.
  var usages: [ComposeCommand] = []
  /// The environment that its title names.
  var told: ToldEnvironment?

  init(file: String, source: SourceText) {
    self.file = file
    guard case .text(let text) = source else { return }
    let parsed = YAMLDocument.parse(text, file: file)
    node = parsed.node
    placeholder = TemplateText.placeholder(in: text, parsedAs: parsed)
    usages = ComposeCommand.commands(in: text, file: file, of: .header)
    told = ToldEnvironment.title(of: text, file: file)
  }

  /// Whether the content is that of a Compose file: `prod.yml` may be any file.
  var isCompose: Bool {
    guard let node else { return false }
    return !services.isEmpty && services.allSatisfy { $0.value.mapping != nil }
      || node["include"]?.sequence != nil
  }

  /// Whether every service names what it runs, so that the file is complete by itself.
  var isComplete: Bool {
    isCompose
      && services.allSatisfy { service in
        ["image", "build", "extends", "provider"].contains { service.value[$0] != nil }
      }
  }

  /// The included files relative to the root, without those whose paths interpolate.
  var includes: [String] { node?.includedFiles(from: file) ?? [] }

  /// The files that it includes, and those that its services extend.
  var parts: [String] {
    let extended = services.compactMap { $0.value["extends"]?["file"]?.text }
    return includes + extended.filter { !$0.contains("$") }.map(relative)
  }

  /// The `name:` as written.
  var project: String? { node?["name"]?.text }

  /// The `env_file:` of its services.
  var envFiles: [String] {
    services.flatMap { service -> [String] in
      guard let node = service.value["env_file"] else { return [] }
      if let path = node.text { return [path] }
      return node.items.compactMap { $0.text ?? $0["path"]?.text }
    }.map(relative)
  }

  var profiles: [String] {
    var seen: Set<String> = []
    return services.flatMap { ($0.value["profiles"]?.items ?? []).compactMap(\.text) }.filter {
      seen.insert($0).inserted
    }
  }

  /// The variables that somebody has to set: those that a value uses without a default.
  var neededVariables: Set<String> {
    Set((node?.references ?? []).filter { !$0.hasDefault }.map(\.name))
  }

  func relative(_ path: String) -> String {
    path.hasPrefix("/") ? path : path.joined(to: file.split(separator: "/").dropLast())
  }
}

/// The outlines of Compose files, each read once.
struct ComposeOutlines: Sendable {
  private let read: @Sendable (String) -> SourceText
  private var known: [ExactText: ComposeOutline] = [:]
  private var bytes = 0
  /// Whether a limit of number or size kept some files from being read.
  private(set) var isCut = false

  /// The limit of parsed text, since parsing takes time. Hand-written files are smaller.
  static let bytesMax = 8 << 20

  init(read: @escaping @Sendable (String) -> SourceText) { self.read = read }

  subscript(path: String) -> ComposeOutline {
    mutating get {
      if let outline = known[path] { return outline }
      // Beyond a limit a file counts as missing.
      let isSpent = known.count >= Discovery.filesMax || bytes >= Self.bytesMax
      isCut = isCut || isSpent
      let source = isSpent ? .missing : read(path)
      if case .text(let text) = source { bytes += text.utf8.count }
      let outline = ComposeOutline(file: path, source: source)
      known[path] = outline
      return outline
    }
  }

  /// A file, followed by all files that it includes or extends.
  mutating func withParts(_ path: String) -> [ComposeOutline] {
    var paths = [path]
    var index = 0
    while index < paths.count, paths.count < 50 {
      for part in self[paths[index]].parts where !paths.contains(part) { paths.append(part) }
      index += 1
    }
    return paths.map { self[$0] }
  }

  mutating func services(of path: String) -> Set<String> {
    Set(withParts(path).flatMap(\.serviceNames))
  }

  /// The variables of a `.env` file, after those of earlier ones.
  func variables(
    of path: String, after earlier: [ExactText: EnvFile.Entry] = [:]
  ) -> [ExactText: EnvFile.Entry] {
    guard case .text(let text) = read(path) else { return earlier }
    let entries = EnvFile.parse(text, file: path, earlier: earlier).file.entries
    return earlier.merging(entries.map { (ExactText($0.name), $0) }) { $1 }
  }

  func variables(of paths: [String]) -> [ExactText: EnvFile.Entry] {
    paths.reduce([:]) { variables(of: $1, after: $0) }
  }

  func exists(_ path: String) -> Bool { read(path) != .missing }
}
