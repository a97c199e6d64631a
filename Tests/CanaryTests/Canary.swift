import FoundationEssentials
import TestSupport

/// A secret that exists nowhere else, planted in one place.
struct Canary: Hashable, Sendable {
  /// The row, or the `file:line`, in which something else is shown in its place.
  var name: String
  /// The file, or the thing of the engine, that holds it.
  var place: String
  var text: String

  var id: String { place + ": " + name }

  /// The name without what tells it from others in the same row.
  var row: String { String(name.prefix { $0 != "#" }) }

  /// Whether it is named by its `file:line`, because a message takes its place.
  var isPosition: Bool { row.last?.isNumber == true && row.contains(":") }

  /// Eight bytes each, by which it is found also where it is cut at either end or written in Base64.
  var pieces: [UInt64] {
    let bytes = Array(text.utf8)
    let inBase64 = (0..<3).map { offset in
      let all = Data([UInt8](repeating: 0x2E, count: offset) + bytes).base64EncodedString()
      return Array(all.utf8.dropFirst(4).prefix(8))
    }
    return
      ([bytes.prefix(8), bytes.dropFirst(8).prefix(8), bytes.suffix(8)].map(Array.init)
      + inBase64).map { $0.reduce(0) { $0 << 8 | UInt64($1) } }
  }
}

/// All that were planted.
struct Canaries: Sendable {
  private(set) var all: [Canary] = []
  private var generator = SeededGenerator(seed: 60)
  /// The number of the canary by each of its pieces.
  private var pieces: [UInt64: Int] = [:]
  /// Whether a piece ends with these two bytes: the question that most bytes answer with no.
  private var lastBytes = [Bool](repeating: false, count: 1 << 16)

  /// Puts a canary in place of each `«name»` of a text. What follows `#` only tells two in one row apart.
  mutating func plant(_ template: String, in place: String) -> String {
    var text = ""
    var rest = template[...]
    while let open = rest.firstIndex(of: "«"), let close = rest[open...].firstIndex(of: "»") {
      let canary = Canary(
        name: String(rest[rest.index(after: open)..<close]), place: place, text: nextText())
      for piece in canary.pieces {
        pieces[piece] = all.count
        lastBytes[Int(piece & 0xFFFF)] = true
      }
      all.append(canary)
      text += rest[..<open] + canary.text
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  subscript(name: String, in place: String) -> Canary? {
    all.first { $0.name == name && $0.place == place }
  }

  /// Those of which a piece is in the text.
  func found(in text: String) -> [Canary] {
    var window: UInt64 = 0
    var numbers: Set<Int> = []
    for byte in text.utf8 {
      window = window << 8 | UInt64(byte)
      if lastBytes[Int(window & 0xFFFF)], let number = pieces[window] { numbers.insert(number) }
    }
    return numbers.sorted().map { all[$0] }
  }

  private mutating func nextText() -> String {
    let letters = Array("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789")
    return "Q" + String((0..<23).map { _ in letters.randomElement(using: &generator) ?? "x" })
  }
}
