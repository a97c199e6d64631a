import Environments

/// Follows all files that Compose would read for given files, and checks that none leads out of the repository: an
/// untrusted repository must not make triptych show other files or contact other hosts.
struct ComposeReach {
  /// The first reason why Compose must not be run.
  private(set) var obstacle: Diagnostic?
  /// The obstacle in words that name the file.
  private(set) var reason: String?
  /// The files that were read, in their order, including missing ones.
  private(set) var files: [String] = []
  /// The paths that Compose resolves without reading them: build contexts and watched paths.
  private(set) var resolvedPaths: [String] = []
  private let variables: [ExactText: EnvFile.Entry]
  /// Whether a path that Compose may resolve differently is an obstacle, too: one that interpolates or is absolute.
  private let demandsCertainty: Bool
  /// Whether only a file that may not end, or takes too much to read, is an obstacle.
  private let onlyHazards: Bool
  /// Whether everything that leads outside is gathered, and nothing is an obstacle.
  private let gathersOutside: Bool
  /// What leads outside of the repository, or may do so because it is not understood.
  private(set) var outside: [OutsideReading] = []
  /// Whether the file that is followed is an included one, which may have variables of its own.
  private var isInInclude = false
  private let read: (String) -> SourceText
  private var parsed: ParsedFiles
  private var followed: Set<[ExactText]> = []
  /// The variables of the env files that were expanded so far.
  private var expanded: [ExactText: EnvFile.Entry] = [:]
  /// What the services that were read so far wait for.
  private var dependencies = ComposeDependencies()
  static let filesMax = 200

  init(
    variables: [ExactText: EnvFile.Entry] = [:], demandsCertainty: Bool = false,
    onlyHazards: Bool = false, gathersOutside: Bool = false,
    parsed: ParsedFiles = ParsedFiles(), read: @escaping (String) -> SourceText
  ) {
    self.variables = variables
    self.demandsCertainty = demandsCertainty
    self.onlyHazards = onlyHazards
    self.gathersOutside = gathersOutside
    self.parsed = parsed
    self.read = read
  }

  /// Follows the Compose and `.env` files of a target and all files that they name.
  mutating func follow(_ target: Target) {
    for file in target.envFiles { demandText(file, namedAt: Self.start(of: file)) }
    let first = target.composeFiles.first ?? ""
    if demandsCertainty, first.hasPrefix("/") {
      stop("its folder is not below the root", at: Self.start(of: first))
    }
    let folder = Self.folder(of: first)
    if onlyHazards, target.envFiles.isEmpty {
      demandText(".env".joined(to: folder[...]), namedAt: Self.start(of: first))
    }
    // Older releases of Compose read the one of the working folder.
    if gathersOutside, target.envFiles.isEmpty {
      for place in [[], folder] {
        demandText(".env".joined(to: place[...]), namedAt: Self.start(of: first))
      }
    }
    for file in target.composeFiles { followFile(file, folder: folder, at: Self.start(of: file)) }
    if obstacle == nil, let place = dependencies.excess {
      let words = "\(place): the services wait for one another in more ways than Compose can check"
      stop(words, at: place, isHazard: true)
    }
  }

  private mutating func followFile(
    _ file: String, folder: [Substring], isIncluded: Bool = false, at position: Location
  ) {
    // With another base folder the same file names other files.
    let visit = ([file, "\(isIncluded)"] + folder.map(String.init)).map { ExactText($0) }
    guard obstacle == nil, followed.insert(visit).inserted else { return }
    let outer = isInInclude
    isInInclude = outer || isIncluded
    defer { isInInclude = outer }
    guard followed.count <= Self.filesMax else {
      return stop("they lead to more than \(Self.filesMax) files", at: position)
    }
    let source = source(of: file)
    // Compose reports a missing file itself.
    if source == .missing {
      if demandsCertainty { stop("\(file) is missing", at: position) }
      return
    }
    guard case .text(let text) = source else { return refuse(file, source, at: position) }
    demandFlatExpressions(text, file, at: position)
    let parsed = parsed.document(file, holding: text)
    let isFault = { (problem: Diagnostic) in
      problem.severity == .error && problem.code.hasPrefix("YAML")
    }
    if onlyHazards, let fault = parsed.diagnostics.first(where: isFault) {
      let place = fault.location.map { "\($0)" } ?? file
      return stop("\(place): \(fault.message)", at: fault.location ?? position, isHazard: true)
    }
    // Where this reader may differ from Compose's, the files that Compose would read are not known.
    // Compose is never given a file with a fault.
    if gathersOutside, parsed.diagnostics.contains(where: isFault) { return }
    if !onlyHazards, let unclear = parsed.diagnostics.first {
      stop("\(file) cannot be followed", at: unclear.location ?? position)
      guard gathersOutside else { return }
    }
    guard let node = parsed.node else { return }
    for service in node["services"]?.fields ?? [] {
      if !gathersOutside { dependencies.add(service) }
      follow(service: service.value, folder)
    }
    for item in node["include"]?.items ?? [] {
      follow(include: item, folder, isIncluded: isIncluded)
    }
  }

  private mutating func follow(service: YAMLNode, _ folder: [Substring]) {
    if demandsCertainty { findResolvedPaths(of: service, folder) }
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

  /// Records the paths that Compose resolves without reading them.
  private mutating func findResolvedPaths(of service: YAMLNode, _ folder: [Substring]) {
    let build = service["build"]
    let contexts = build?["additional_contexts"]
    var paths = [build?.text == nil ? build?["context"] : build].compactMap(\.self)
    paths += (contexts?.fields ?? []).map(\.value)
    paths += (service["develop"]?["watch"]?.items ?? []).compactMap { $0["path"] }
    for path in paths {
      guard let text = path.text, !Self.isRemote(text) else { continue }
      if let path = resolved(path, folder) { resolvedPaths.append(path) }
    }
    // The rare list form: `NAME=PATH`.
    if contexts?.sequence != nil { stop("additional_contexts is a list", at: service.location) }
  }

  private mutating func follow(
    include item: YAMLNode, _ folder: [Substring], isIncluded: Bool
  ) {
    let paths = item.text == nil ? Self.items(item["path"]) : [item]
    // Releases of Compose differ in the base folder of these paths.
    if isIncluded, item["env_file"] ?? item["project_directory"] != nil {
      stop("a nested include has its own env_file or project_directory", at: item.location)
    }
    if !demandsCertainty, !onlyHazards, let node = item["project_directory"] {
      stop("an include has its own project_directory", at: node.location)
    }
    for path in Self.items(item["env_file"]) {
      if let file = resolved(path, folder) { demandText(file, namedAt: path.location) }
    }
    var own: [Substring]?
    if let node = item["project_directory"], let directory = resolved(node, folder) {
      if directory.hasPrefix("/") { stop("a path leads out of the repository", at: node.location) }
      // Compose uses the parent of a folder that does not exist.
      if demandsCertainty, source(of: directory) != .directory {
        stop("\(directory) is not a folder", at: node.location)
      }
      own = directory.split(separator: "/")
    }
    for path in paths {
      guard let file = resolved(path, folder) else { continue }
      let base = own ?? Self.folder(of: file)
      own = base
      // Compose reads this file by default.
      demandText(".env".joined(to: base[...]), namedAt: path.location)
      followFile(file, folder: base, isIncluded: true, at: path.location)
    }
  }

  /// The path relative to the root; `nil`, with the obstacle recorded, when it is not known or outside the repository.
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
      // An include's own .env file may set what no other sets.
      Self.isOfProcess($0.name) || variables[$0.name] == nil && ($0.isBare || isInInclude)
    }
    if let outside {
      stop(
        "a path depends on \(outside.name), which no .env file sets", at: node.location,
        path: text)
      return nil
    }
    let path = template.evaluated { variables[$0]?.value.revealed }.text
    if Self.isRemote(path) {
      stop(
        "a path leads to another host, and triptych fetches nothing", at: node.location,
        path: path)
      return nil
    }
    // Relative paths are resolved below the root.
    if path.hasPrefix("~") || path.hasPrefix("/") && demandsCertainty {
      stop("a path leads out of the repository", at: node.location, path: path)
      return nil
    }
    return path.hasPrefix("/") ? path : path.joined(to: folder[...])
  }

  private mutating func demandText(_ file: String, namedAt position: Location) {
    let source = source(of: file)
    switch source {
    case .text(let text):
      demandFlatExpressions(text, file, at: position)
      if onlyHazards { demandBoundedExpansion(text, file) }
    case .missing: return
    default: refuse(file, source, at: position)
    }
  }

  private mutating func source(of file: String) -> SourceText {
    files.append(file)
    return read(file)
  }

  private mutating func refuse(_ file: String, _ source: SourceText, at position: Location) {
    // Any other file that cannot be read is inside, and for Compose to tell.
    if gathersOutside {
      guard case .unreadable(let reason) = source, source.isElsewhere else { return }
      return stop(reason, at: position, path: file)
    }
    stop(
      source.problem(file: file, at: position)?.message ?? "\(file) cannot be read", at: position,
      isHazard: source.isHazard)
  }

  /// Variables that double at every line would fill the memory of any program that expands them.
  private mutating func demandBoundedExpansion(_ text: String, _ file: String) {
    let parsed = EnvFile.parse(text, file: file, earlier: expanded)
    for entry in parsed.file.entries { expanded[ExactText(entry.name)] = entry }
    guard let fault = parsed.diagnostics.first(where: { $0.code == Diagnostic.expansionCode })
    else { return }
    let position = fault.location ?? Self.start(of: file)
    stop("\(position): \(fault.message)", at: position, isHazard: true)
  }

  /// Compose takes ever longer for expressions inside expressions.
  private mutating func demandFlatExpressions(
    _ text: String, _ file: String, at position: Location
  ) {
    guard !gathersOutside, Interpolation.nests(text, deeperThan: Self.expressionDepthMax) else {
      return
    }
    stop(
      "\(file) has more than \(Self.expressionDepthMax) expressions inside one another",
      at: position, isHazard: true)
  }

  private static let expressionDepthMax = 100

  /// - Parameter path: what leads outside; `nil` where the file at the position is not understood.
  private mutating func stop(
    _ reason: String, at position: Location, isHazard: Bool = false, path: String? = nil
  ) {
    if gathersOutside, !isHazard { return gather(reason, path, at: position) }
    guard obstacle == nil, !gathersOutside, isHazard || !onlyHazards else { return }
    self.reason = reason
    obstacle = Diagnostic(
      .warning, "DSC04", "Compose is not asked about these files: \(reason)", at: position,
      hint:
        "they are shown as written; triptych init declares them, and triptych trust lets Compose read them"
    )
  }

  private mutating func gather(_ reason: String, _ path: String?, at position: Location) {
    var reading = OutsideReading(words: reason, path: path, location: position)
    if path == nil, case .text(let text) = read(position.file) { reading.text = text }
    if !outside.contains(where: { $0.isSame(as: reading) }) { outside.append(reading) }
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
    path.contains("://") || path.hasPrefix("github.com/") || path.hasPrefix("oci:")
      || isCopiedBySSH(path)
  }

  /// Whether git takes the path as one on another host: `USER@HOST:PATH`.
  private static func isCopiedBySSH(_ path: String) -> Bool {
    guard let at = path.utf8.firstIndex(of: UInt8(ascii: "@")) else { return false }
    return path.utf8[at...].contains(UInt8(ascii: ":"))
  }

  /// Variables of the process, which take precedence over every `.env` file.
  private static func isOfProcess(_ name: String) -> Bool {
    name.hasPrefix("DOCKER_") || name.hasPrefix("COMPOSE_") || name.lowercased().hasSuffix("_proxy")
      || [
        "PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TMPDIR", "XDG_RUNTIME_DIR",
        "SSH_AUTH_SOCK",
      ].contains(name) || RenderedVariable.names.contains(name)
  }
}
