import Environments

/// A map while it is read: of equal keys the first stays, and what `<<` merges comes behind the map's own.
struct YAMLMap {
  struct Key {
    var text: String
    var place: Location
    var isMerge: Bool
  }

  private(set) var entries: [YAMLNode.Entry] = []
  private(set) var merged: YAMLNode.Entry?
  /// Empty while looking through the entries is quicker.
  private var places: [String: Location] = [:]
  private static let fewMax = 8

  /// Where this key stands already. Two spellings of one text in Unicode are one key, as everywhere behind this: Compose
  /// takes them for two, and an operator could not tell them apart.
  func place(of key: Key) -> Location? {
    if let merged, key.text == merged.key { return merged.keyLocation }
    if entries.count > Self.fewMax { return places[key.text] }
    return entries.first { $0.key == key.text }?.keyLocation
  }

  mutating func add(_ key: Key, _ value: YAMLNode) {
    let entry = YAMLNode.Entry(key: key.text, keyLocation: key.place, value: value)
    if key.isMerge { merged = entry } else { append(entry) }
  }

  /// Takes over the entries whose keys are not there yet: a map's own win over merged ones, and among several
  /// merged maps the earlier.
  mutating func merge(_ inherited: [YAMLNode.Entry]) {
    for entry in inherited {
      let key = Key(text: entry.key, place: entry.keyLocation, isMerge: false)
      if place(of: key) == nil { append(entry) }
    }
  }

  private mutating func append(_ entry: YAMLNode.Entry) {
    entries.append(entry)
    if entries.count == Self.fewMax + 1 {
      for entry in entries { places[entry.key] = entry.keyLocation }
    } else if entries.count > Self.fewMax {
      places[entry.key] = entry.keyLocation
    }
  }
}
