import Environments

@testable import Loading

enum InterpolationTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      let found = try Interpolation.parse(text)
      let outcome = found.evaluated { $0.count > 2 ? nil : "value" }
      promise(
        outcome.text.utf8.count <= 5 * text.utf8.count + 64, "the outcome grows without bound")
      if !text.contains("$") { promise(outcome.text == text, "plain text is changed") }
    } catch {
      promise(
        error.offset >= 0 && error.offset <= text.unicodeScalars.count, "the place is outside")
    }
    if let amount = ByteAmount.read(text) { promise(amount >= 0, "bytes are negative") }
    if let amount = DurationText.milliseconds(text) {
      promise(amount >= 0, "a duration is negative")
    }
  }
}
