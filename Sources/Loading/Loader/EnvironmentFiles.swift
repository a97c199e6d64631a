import Environments

/// The environments, by the names of their files.
struct EnvironmentFiles {
  static let baseName = "base"

  /// By name, `base` included.
  private(set) var files: [String: String] = [:]
  private(set) var localFiles: [String: String] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// Sorted, without `base`.
  var names: [String] { files.keys.filter { $0 != Self.baseName }.sorted() }

  init(_ paths: [String]) {
    for path in paths.sorted() { add(path) }
    for (name, path) in localFiles.sorted(by: { $0.key < $1.key }) where files[name] == nil {
      report(
        "SET08", "there is no environment \(name) that this file could override", path,
        hint: NearestName.of(name, among: names).map { "did you mean \($0).local.yaml?" })
    }
  }

  private mutating func add(_ path: String) {
    guard let file = path.split(separator: "/").last, file.hasSuffix(".yaml") else { return }
    let stem = file.dropLast(".yaml".count)
    let isLocal = stem.hasSuffix(".local")
    let name = String(isLocal ? stem.dropLast(".local".count) : stem)
    guard TextForms.isSlug(name) else {
      report(
        "SET06", "the file's name is not a valid name for an environment", path,
        hint: "lower-case letters, digits and hyphens, at most 31, starting with a letter")
      return
    }
    if isLocal { localFiles[name] = path } else { files[name] = path }
  }

  private mutating func report(_ code: String, _ message: String, _ path: String, hint: String?) {
    let position = Location(file: path, line: 1, column: 1)
    diagnostics.append(Diagnostic(.error, code, message, at: position, hint: hint))
  }
}

/// The files of an environment, lowest first: those that it extends, then its own.
struct InheritanceChain {
  static let lengthMax = 16

  /// Names with their layers; the environment itself is the last.
  private(set) var links: [(name: String, layer: SettingsLayer)] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(of name: String, in files: EnvironmentFiles, _ sources: inout SourceFiles) {
    var next: String? = name
    var positions: [Location] = []
    while let current = next {
      guard let file = files.files[current] else { break }
      let layer = sources.layer(of: file)
      links.insert((current, layer), at: 0)
      next = parent(of: current, layer, in: files, positions: &positions)
    }
  }

  /// `nil` at the end of the chain, also when it ends in a problem.
  private mutating func parent(
    of name: String, _ layer: SettingsLayer, in files: EnvironmentFiles, positions: inout [Location]
  ) -> String? {
    guard let leaf = layer.leaves["environment.extends"], case .string(let parent)? = leaf.value
    else { return name == EnvironmentFiles.baseName ? nil : EnvironmentFiles.baseName }
    let position = leaf.node.location
    if let start = links.firstIndex(where: { $0.name == parent }) {
      let cycle = links[...start].map(\.name).reversed() + [parent]
      let path = cycle.joined(separator: " -> ")
      report(
        "SET10", "environments extend each other: \(path)", at: position, related: positions,
        hint: "let one of them extend base")
      return nil
    }
    positions.append(position)
    guard files.files[parent] != nil else {
      let near = NearestName.of(parent, among: files.files.keys.sorted())
      report(
        "SET11", "there is no environment \(parent) to extend", at: position,
        hint: near.map { "did you mean \($0)?" })
      return nil
    }
    guard links.count < Self.lengthMax else {
      report("SET12", "more than \(Self.lengthMax) environments extend one another", at: position)
      return nil
    }
    return parent
  }

  private mutating func report(
    _ code: String, _ message: String, at position: Location, related: [Location] = [],
    hint: String? = nil
  ) {
    diagnostics.append(
      Diagnostic(.error, code, message, at: position, hint: hint, related: related))
  }
}
