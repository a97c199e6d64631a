import Environments

/// A text that filters look through, made once so that no key pays for it again.
struct SearchText: Hashable, Sendable {
  var exact: [UInt8]
  var folded: [UInt8]

  init(_ text: String) {
    exact = Array(text.utf8)
    folded = Self.folded(text, exact)
  }

  /// The key and every value that it has somewhere.
  init(_ row: Matrix.Row) {
    var text = row.key.path
    for cell in row.kind == .same ? row.cells.prefix(1) : row.cells[...] {
      guard let cell else { continue }
      text += "\n"
      text += cell.value.text
    }
    self.init(text)
  }

  /// Letters beyond ASCII are rare, and dear to fold.
  static func folded(_ text: String, _ bytes: [UInt8]) -> [UInt8] {
    guard bytes.allSatisfy({ $0 < 0x80 }) else { return Array(text.lowercased().utf8) }
    return bytes.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
  }
}
