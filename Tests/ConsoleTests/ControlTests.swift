import Canvas
import Environments
import Testing

/// Canvas imports nothing, so it spells for itself what must not reach a terminal. What the commands print is spelled by
/// Environments; the two must not disagree.
struct `Controls on a screen and in a report` {
  @Test func `are the same, and are spelled alike`() {
    let strays = Self.scalars.filter { Self.drawnControl($0) != ($0.isControl ? $0.caret : nil) }

    #expect(strays.map(\.value) == [])
  }

  @Test func `take the columns that their spelling takes`() {
    let strays = Self.scalars.filter(\.isControl).filter {
      SafeText.width(of: String($0)) != $0.caret.count || TextWidth.columns(of: $0) != .control
    }

    #expect(strays.map(\.value) == [])
  }

  @Test func `and what nobody sees is neither drawn nor printed`() {
    let unseen = Self.scalars.filter {
      !$0.isControl && $0 != "\u{fffd}" && String($0).onOneLine() == "\u{fffd}"
    }

    #expect(unseen.contains("\u{202e}"))
    #expect(
      unseen.filter { SafeText.glyphs(of: String($0)).contains { $0.text != "\u{fffd}" } } == [])
  }

  private static let scalars = (0...0x10ffff).compactMap(Unicode.Scalar.init)

  /// How Canvas draws a control; `nil` for what it takes for none.
  private static func drawnControl(_ scalar: Unicode.Scalar) -> String? {
    switch SafeText.piece(for: scalar) {
    case .caret(let letter): "^\(letter)"
    case .character("\u{fffd}", _) where scalar.properties.generalCategory == .control: "\u{fffd}"
    default: nil
    }
  }
}
