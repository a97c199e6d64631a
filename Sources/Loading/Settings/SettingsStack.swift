import Environments

/// The layers of one environment's settings, lowest first.
struct SettingsStack {
  struct Level {
    var layer: Layer
    var settings: SettingsLayer
  }

  var levels: [Level]

  /// The word that counts on a path; `nil` when only a default does.
  func leaf(_ path: String) -> SettingsLayer.Leaf? {
    for index in levels.indices.reversed() {
      if let leaf = levels[index].settings.leaves[path] { return leaf }
    }
    return nil
  }

  /// What each layer says on a path, lowest first.
  func leaves(_ path: String) -> [(leaf: SettingsLayer.Leaf, layer: Layer)] {
    levels.indices.compactMap { index in
      levels[index].settings.leaves[path].map { ($0, levels[index].layer) }
    }
  }

  /// The value that counts on a path that does not interpolate, the default included.
  func value(_ path: String) -> Value? { leaf(path)?.value ?? Schema.defaults[path] }

  func bool(_ path: String) -> Bool? {
    if case .bool(let value)? = value(path) { value } else { nil }
  }

  func string(_ path: String) -> String? {
    if case .string(let value)? = value(path) { value } else { nil }
  }

  func strings(_ path: String) -> [String] {
    guard case .list(let values)? = value(path) else { return [] }
    return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  /// Every path that some layer sets.
  var paths: Set<String> {
    levels.reduce(into: []) { $0.formUnion($1.settings.leaves.keys) }
  }

  /// The names of a collection, in the order in which the layers bring them up.
  func names(_ collection: String) -> [String] {
    var seen: Set<String> = []
    return levels.flatMap { $0.settings.names[collection] ?? [] }.filter {
      seen.insert($0).inserted
    }
  }

  /// Where an entry of a collection was last written.
  func place(_ path: String) -> Location? {
    levels.compactMap { level in
      level.layer == .commandLine ? nil : level.settings.places[path]
    }.last
  }
}
