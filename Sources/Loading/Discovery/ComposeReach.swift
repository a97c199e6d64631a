import Environments

/// Follows the files that Compose would read on its own when it is asked about some, to see that none leads out of
/// the repository: a repository from elsewhere must bring neither other files nor other hosts onto the screen.
struct ComposeReach {
  /// Why Compose may not be asked; the first reason found.
  private(set) var obstacle: Diagnostic?
  /// The files that were looked for, in their order, found or not.
  private(set) var files: [String] = []
  /// What Compose looks for without reading it: a folder that is built, a path that is watched, which it resolves.
  private(set) var places: [String] = []
  private let variables: [String: EnvFile.Entry]
  /// Whether what Compose may find elsewhere than we do is an obstacle, too: a path that interpolates, an absolute one.
  private let demandsCertainty: Bool
  private let read: (String) -> SourceText
  private var followed: Set<[String]> = []
  static let filesMax = 200

  init(
    variables: [String: EnvFile.Entry] = [:], demandsCertainty: Bool = false,
    read: @escaping (String) -> SourceText
  ) {
    self.variables = variables
    self.demandsCertainty = demandsCertainty
    self.read = read
  }

  /// Looks at the Compose and `.env` files of a target and at all that they lead to.
  mutating func follow(_ target: Target) {
    for file in target.envFiles { demandText(file, namedAt: Self.start(of: file)) }
    let first = target.composeFiles.first ?? ""
    if demandsCertainty, first.hasPrefix("/") {
      stop("its folder is not below the root", at: Self.start(of: first))
    }
    let folder = Self.folder(of: first)
    for file in target.composeFiles { followFile(file, folder: folder, at: Self.start(of: file)) }
  }

  private mutating func followFile(
    _ file: String, folder: [Substring], isIncluded: Bool = false, at place: Location
  ) {
    // In another folder the same file leads elsewhere.
    guard obstacle == nil, followed.insert([file] + folder.map(String.init)).inserted else {
      return
    }
    guard followed.count <= Self.filesMax else {
      return stop("it leads to more than \(Self.filesMax) files", at: place)
    }
    let source = look(file)
    // Compose tells of a missing one itself, in its own words.
    if source == .missing {
      if demandsCertainty { stop("\(file) is missing", at: place) }
      return
    }
    guard case .text(let text) = source else { return refuse(file, source, at: place) }
    let parsed = YAMLDocument.parse(text, file: file)
    // Where our reader and Compose's may differ, nobody knows what Compose would find.
    let harmless = demandsCertainty ? [] : ["YAML02", "YAML07"]
    if let problem = parsed.diagnostics.first(where: { !harmless.contains($0.code) }) {
      return stop("\(file) cannot be followed", at: problem.location ?? place)
    }
    guard let node = parsed.node else { return }
    for service in node["services"]?.fields ?? [] { follow(service: service.value, folder) }
    for item in node["include"]?.items ?? [] {
      follow(include: item, folder, isIncluded: isIncluded)
    }
  }

  private mutating func follow(service: YAMLNode, _ folder: [Substring]) {
    if demandsCertainty { findPlaces(of: service, folder) }
    for key in ["env_file", "label_file"] {
      guard let node = service[key] else { continue }
      for item in node.sequence ?? [node] {
        guard let path = item["path"] ?? (item.text == nil ? nil : item),
          let file = resolved(path, folder)
        else { continue }
        demandText(file, namedAt: path.location)
      }
    }
    guard let path = service["extends"]?["file"], let file = resolved(path, folder) else { return }
    followFile(file, folder: Self.folder(of: file), at: path.location)
  }

  /// Notes what Compose looks for and does not read.
  private mutating func findPlaces(of service: YAMLNode, _ folder: [Substring]) {
    let build = service["build"]
    let contexts = build?["additional_contexts"]
    var paths = [build?.text == nil ? build?["context"] : build].compactMap(\.self)
    paths += (contexts?.fields ?? []).map(\.value)
    paths += (service["develop"]?["watch"]?.items ?? []).compactMap { $0["path"] }
    for path in paths {
      guard let text = path.text, !Self.isRemote(text) else { continue }
      if let place = resolved(path, folder) { places.append(place) }
    }
    // As `NAME=PATH`, which is rare.
    if contexts?.sequence != nil { stop("additional contexts are listed", at: service.location) }
  }

  private mutating func follow(
    include item: YAMLNode, _ folder: [Substring], isIncluded: Bool
  ) {
    let paths = item.text == nil ? Self.items(item["path"]) : [item]
    // What these are relative to is another folder from one release of Compose to the next.
    if demandsCertainty, isIncluded, item["env_file"] ?? item["project_directory"] != nil {
      stop("what an included file includes has files of its own", at: item.location)
    }
    for path in Self.items(item["env_file"]) {
      if let file = resolved(path, folder) { demandText(file, namedAt: path.location) }
    }
    var own: [Substring]?
    if let node = item["project_directory"], let directory = resolved(node, folder) {
      if directory.hasPrefix("/") { stop("it leads out of the repository", at: node.location) }
      // Compose takes the folder above one that is not there.
      if demandsCertainty, look(directory) != .directory {
        stop("\(directory) is no folder", at: node.location)
      }
      own = directory.split(separator: "/")
    }
    for path in paths {
      guard let file = resolved(path, folder) else { continue }
      let place = own ?? Self.folder(of: file)
      own = place
      // Compose reads it by itself.
      demandText(".env".joined(to: place[...]), namedAt: path.location)
      followFile(file, folder: place, isIncluded: true, at: path.location)
    }
  }

  /// A path relative to the root; `nil`, with the obstacle noted, for what cannot be known or lies elsewhere.
  private mutating func resolved(_ node: YAMLNode, _ folder: [Substring]) -> String? {
    guard let text = node.text else { return nil }
    if demandsCertainty, text.contains("$") {
      stop("a path depends on variables", at: node.location)
      return nil
    }
    guard let template = try? Interpolation.parse(text) else {
      stop("a path cannot be read", at: node.location)
      return nil
    }
    let outside = template.references.first {
      Self.isOfProcess($0.name) || variables[$0.name] == nil && $0.isBare
    }
    if let outside {
      stop("a path depends on \(outside.name), which no .env file settles", at: node.location)
      return nil
    }
    let path = template.evaluated { variables[$0]?.value.revealed }.text
    if Self.isRemote(path) {
      stop("it leads to another host, and nothing is fetched", at: node.location)
      return nil
    }
    // What is relative to a folder is looked for below the root.
    if path.hasPrefix("~") || path.hasPrefix("/") && demandsCertainty {
      stop("it leads out of the repository", at: node.location)
      return nil
    }
    return path.hasPrefix("/") ? path : path.joined(to: folder[...])
  }

  private mutating func demandText(_ file: String, namedAt place: Location) {
    let source = look(file)
    switch source {
    case .text, .missing: return
    default: refuse(file, source, at: place)
    }
  }

  private mutating func look(_ file: String) -> SourceText {
    files.append(file)
    return read(file)
  }

  private mutating func refuse(_ file: String, _ source: SourceText, at place: Location) {
    stop(source.problem(file: file, at: place)?.message ?? "\(file) cannot be read", at: place)
  }

  private mutating func stop(_ reason: String, at place: Location) {
    guard obstacle == nil else { return }
    obstacle = Diagnostic(
      .warning, "DSC04", "Compose is not asked about these files: \(reason)", at: place,
      hint: "what they say is shown as written; after triptych init the files count as yours")
  }

  private static func items(_ node: YAMLNode?) -> [YAMLNode] {
    guard let node else { return [] }
    return node.sequence ?? [node]
  }

  private static func start(of file: String) -> Location {
    Location(file: file, line: 1, column: 1)
  }

  private static func folder(of file: String) -> [Substring] {
    Array(file.split(separator: "/").dropLast())
  }

  private static func isRemote(_ path: String) -> Bool {
    path.contains("://") || path.hasPrefix("git@") || path.hasPrefix("github.com/")
      || path.hasPrefix("oci:")
  }

  /// What the process brings along beats every `.env` file.
  private static func isOfProcess(_ name: String) -> Bool {
    name.hasPrefix("DOCKER_") || name.hasPrefix("COMPOSE_") || name.lowercased().hasSuffix("_proxy")
      || [
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TMPDIR", "XDG_RUNTIME_DIR",
        "SSH_AUTH_SOCK",
      ].contains(name)
  }
}
