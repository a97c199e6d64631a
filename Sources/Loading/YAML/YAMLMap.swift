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
  private var places: [ByteText: Location] = [:]
  private static let fewMax = 8

  /// Where this key stands already.
  func place(of key: Key) -> Location? {
    if let merged, key.text == merged.key { return merged.keyLocation }
    let text = ByteText(key.text)
    if entries.count > Self.fewMax { return places[text] }
    return entries.first { ByteText($0.key) == text }?.keyLocation
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
      for entry in entries { places[ByteText(entry.key)] = entry.keyLocation }
    } else if entries.count > Self.fewMax {
      places[ByteText(entry.key)] = entry.keyLocation
    }
  }
}

/// A text that equals only what has the same bytes, as keys do in Compose. Swift's own equality takes `é` for `e`
/// with an accent.
private struct ByteText: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: ByteText, right: ByteText) -> Bool {
    left.text.utf8.count == right.text.utf8.count && left.text == right.text
      && left.text.utf8.elementsEqual(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}
