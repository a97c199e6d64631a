import Environments

/// The files an environment is made of, lowest first: what it extends, then its own.
struct InheritanceChain {
  static let lengthMax = 16

  /// Names with their layers; the environment itself is the last.
  private(set) var links: [(name: String, layer: SettingsLayer)] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(of name: String, in files: EnvironmentFiles, _ sources: inout SourceFiles) {
    var next: String? = name
    var places: [Location] = []
    while let current = next {
      guard let file = files.files[current] else { break }
      let layer = sources.layer(of: file)
      links.insert((current, layer), at: 0)
      next = parent(of: current, layer, in: files, places: &places)
    }
  }

  /// `nil` at the end of the chain, also when it ends in a problem.
  private mutating func parent(
    of name: String, _ layer: SettingsLayer, in files: EnvironmentFiles, places: inout [Location]
  ) -> String? {
    guard let leaf = layer.leaves["environment.extends"], case .string(let parent)? = leaf.value
    else { return name == EnvironmentFiles.baseName ? nil : EnvironmentFiles.baseName }
    let place = leaf.node.location
    if let start = links.firstIndex(where: { $0.name == parent }) {
      let cycle = links[...start].map(\.name).reversed() + [parent]
      let path = cycle.joined(separator: " -> ")
      report(
        "SET10", "environments extend each other: \(path)", at: place, related: places,
        hint: "let one of them extend base")
      return nil
    }
    places.append(place)
    guard files.files[parent] != nil else {
      let near = NearestName.of(parent, among: files.files.keys.sorted())
      report(
        "SET11", "there is no environment \(parent) to extend", at: place,
        hint: near.map { "did you mean \($0)?" })
      return nil
    }
    guard links.count < Self.lengthMax else {
      report("SET12", "more than \(Self.lengthMax) environments extend one another", at: place)
      return nil
    }
    return parent
  }

  private mutating func report(
    _ code: String, _ message: String, at place: Location, related: [Location] = [],
    hint: String? = nil
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: place, hint: hint, related: related))
  }
}
