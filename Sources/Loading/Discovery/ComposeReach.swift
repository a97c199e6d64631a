import Environments

/// Follows the files that Compose would read on its own when it is asked about some, to see that none leads out of
/// the repository: a repository from elsewhere must bring neither other files nor other hosts onto the screen.
struct ComposeReach {
  /// Why Compose may not be asked; the first reason found.
  private(set) var obstacle: Diagnostic?
  private let variables: [String: EnvFile.Entry]
  private let read: (String) -> SourceText
  private var followed: Set<String> = []
  static let filesMax = 200

  init(variables: [String: EnvFile.Entry], read: @escaping (String) -> SourceText) {
    self.variables = variables
    self.read = read
  }

  /// Looks at the Compose and `.env` files of a target and at all that they lead to.
  mutating func follow(_ target: Target) {
    for file in target.envFiles { demandText(file, namedAt: Self.start(of: file)) }
    let folder = Self.folder(of: target.composeFiles.first ?? "")
    for file in target.composeFiles { followFile(file, folder: folder, at: Self.start(of: file)) }
  }

  private mutating func followFile(_ file: String, folder: [Substring], at place: Location) {
    guard obstacle == nil, followed.insert(file).inserted else { return }
    guard followed.count <= Self.filesMax else {
      return stop("it leads to more than \(Self.filesMax) files", at: place)
    }
    let source = read(file)
    // Compose tells of a missing one itself, in its own words.
    guard source != .missing else { return }
    guard case .text(let text) = source else { return refuse(file, source, at: place) }
    let parsed = YAMLDocument.parse(text, file: file)
    // Where our reader and Compose's may differ, nobody knows what Compose would find.
    if let problem = parsed.diagnostics.first(where: { $0.code != "YAML02" && $0.code != "YAML07" })
    {
      return stop("\(file) cannot be followed", at: problem.location ?? place)
    }
    guard let node = parsed.node else { return }
    for service in node["services"]?.fields ?? [] { follow(service: service.value, folder) }
    for item in node["include"]?.items ?? [] { follow(include: item, folder) }
  }

  private mutating func follow(service: YAMLNode, _ folder: [Substring]) {
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

  private mutating func follow(include item: YAMLNode, _ folder: [Substring]) {
    let paths = item.text == nil ? Self.items(item["path"]) : [item]
    for path in Self.items(item["env_file"]) {
      if let file = resolved(path, folder) { demandText(file, namedAt: path.location) }
    }
    var own: [Substring]?
    if let node = item["project_directory"], let directory = resolved(node, folder) {
      own = directory.split(separator: "/")
    }
    for path in paths {
      guard let file = resolved(path, folder) else { continue }
      let place = own ?? Self.folder(of: file)
      own = place
      // Compose reads it by itself.
      demandText(".env".joined(to: place[...]), namedAt: path.location)
      followFile(file, folder: place, at: path.location)
    }
  }

  /// A path relative to the root; null, with the obstacle noted, for what cannot be known or lies elsewhere.
  private mutating func resolved(_ node: YAMLNode, _ folder: [Substring]) -> String? {
    guard let text = node.text else { return nil }
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
    if path.hasPrefix("~") {
      stop("it leads out of the repository", at: node.location)
      return nil
    }
    return path.hasPrefix("/") ? path : path.joined(to: folder[...])
  }

  private mutating func demandText(_ file: String, namedAt place: Location) {
    let source = read(file)
    switch source {
    case .text, .missing: return
    default: refuse(file, source, at: place)
    }
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
