import Environments

/// The layers of one environment's settings, lowest first.
struct SettingsStack {
  struct Level {
    var layer: Layer
    var settings: SettingsLayer
  }

  var levels: [Level]

  /// The leaf of the highest layer that sets a path; `nil` when only a default applies.
  func leaf(_ path: String) -> SettingsLayer.Leaf? {
    for index in levels.indices.reversed() {
      if let leaf = levels[index].settings.leaves[path] { return leaf }
    }
    return nil
  }

  /// The leaf of each layer that sets a path, lowest first.
  func leaves(_ path: String) -> [(leaf: SettingsLayer.Leaf, layer: Layer)] {
    levels.indices.compactMap { index in
      levels[index].settings.leaves[path].map { ($0, levels[index].layer) }
    }
  }

  /// The effective value of a path that does not interpolate, including its default.
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

  /// All paths that at least one layer sets.
  var paths: Set<String> {
    levels.reduce(into: []) { $0.formUnion($1.settings.leaves.keys) }
  }

  /// The names of a collection, in the order of their first appearance in the layers.
  func names(_ collection: String) -> [String] {
    var seen: Set<String> = []
    return levels.flatMap { $0.settings.names[collection] ?? [] }.filter {
      seen.insert($0).inserted
    }
  }

  /// The position in the highest layer that contains the section or entry.
  func position(_ path: String) -> Location? {
    levels.compactMap { level in
      level.layer == .commandLine ? nil : level.settings.positions[path]
    }.last
  }
}
