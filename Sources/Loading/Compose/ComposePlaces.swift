/// Finds what the files said of a path of the resolved model.
struct ComposePlaces {
  private var indexes: [[String: ComposeEntry]]

  /// `values` are those of the `.env` files; they matter where a name of the model is interpolated, as in the port
  /// `"${P}:${P}"`.
  init(_ documents: [ComposeDocument], values: [String: String]) {
    indexes = documents.map { document in
      Dictionary(
        document.entries.map { (Self.resolved($0.key, values), $0) },
        uniquingKeysWith: { _, last in last })
    }
  }

  /// What each file that sets the path says of it, low to high. The deepest leaf on the path counts, so that
  /// `build: ./api` is what set `build.context`; a map on the path did not set what it does not name.
  func entries(at path: [String]) -> [ComposeEntry] {
    indexes.compactMap { index in
      for count in stride(from: path.count, to: 2, by: -1) {
        guard let entry = index[path.prefix(count).joined(separator: ".")] else { continue }
        return count < path.count && entry.value == .map([:]) ? nil : entry
      }
      return nil
    }
  }

  /// The last file's entry with exactly this key, or below it.
  func entry(_ key: String) -> ComposeEntry? {
    indexes.reversed().lazy.compactMap { $0[key] }.first
  }

  private static func resolved(_ key: String, _ values: [String: String]) -> String {
    guard key.utf8.contains(UInt8(ascii: "$")) else { return key }
    guard let interpolation = try? Interpolation.parse(key) else { return key }
    return interpolation.evaluated { values[$0] }.text
  }
}
