import Environments

/// A map while it is read. The first of equal keys stays, and merged entries (`<<`) follow the map's own.
struct YAMLMap {
  struct Key {
    var text: String
    var position: Location
    var isMerge: Bool
  }

  private(set) var entries: [YAMLNode.Entry] = []
  private(set) var merged: YAMLNode.Entry?
  /// Empty for few entries, among which a linear search is faster.
  private var positions: [ExactText: Location] = [:]
  private static let fewMax = 8

  /// The position of the same key that was already read.
  func position(of key: Key) -> Location? {
    if let merged, key.text == merged.key { return merged.keyLocation }
    if entries.count > Self.fewMax { return positions[key.text] }
    return entries.first { $0.key.isExactly(key.text) }?.keyLocation
  }

  mutating func add(_ key: Key, _ value: YAMLNode) {
    let entry = YAMLNode.Entry(key: key.text, keyLocation: key.position, value: value)
    if key.isMerge { merged = entry } else { append(entry) }
  }

  /// Adds the entries whose keys are new: a map's own entries win over merged ones, and an earlier merged map wins
  /// over a later one.
  mutating func merge(_ inherited: [YAMLNode.Entry]) {
    for entry in inherited {
      let key = Key(text: entry.key, position: entry.keyLocation, isMerge: false)
      if position(of: key) == nil { append(entry) }
    }
  }

  private mutating func append(_ entry: YAMLNode.Entry) {
    entries.append(entry)
    if entries.count == Self.fewMax + 1 {
      for entry in entries { positions[entry.key] = entry.keyLocation }
    } else if entries.count > Self.fewMax {
      positions[entry.key] = entry.keyLocation
    }
  }
}
