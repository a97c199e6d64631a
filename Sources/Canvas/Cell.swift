/// One cell of a frame. A wide character is a cell of width 2 followed by its continuation of width 0.
///
/// A cell is sixteen plain bytes, because a screen is built and compared at every key press: five scalars of 21
/// bits, three of them in `lead` and two in `rest`, whose upper bits hold width and style.
package struct Cell: Hashable, Sendable {
  private var lead: UInt64
  private var rest: UInt64

  /// A base scalar and its combining marks, at most five scalars; more are cut off. Empty in a continuation.
  package var text: String {
    get {
      var text = ""
      forEachScalar { text.unicodeScalars.append($0) }
      return text
    }
    set {
      lead = 0
      rest &= ~Self.restScalars
      for scalar in newValue.unicodeScalars.prefix(Self.scalarsMax) { append(scalar) }
    }
  }

  package var width: UInt8 {
    get { UInt8(truncatingIfNeeded: rest >> 42) & 0b11 }
    set { rest = rest & ~(0b11 << 42) | UInt64(newValue & 0b11) << 42 }
  }

  package var style: Style {
    get { Style(packed: UInt16(truncatingIfNeeded: rest >> 44) & Style.packedMask) }
    set { rest = rest & ~(UInt64(Style.packedMask) << 44) | UInt64(newValue.packed) << 44 }
  }

  package init(_ text: String, width: UInt8 = 1, style: Style = .text) {
    lead = 0
    rest = UInt64(style.packed) << 44 | UInt64(width & 0b11) << 42
    self.text = text
  }

  package init(_ scalar: Unicode.Scalar, width: UInt8 = 1, style: Style = .text) {
    lead = UInt64(scalar.value)
    rest = UInt64(style.packed) << 44 | UInt64(width & 0b11) << 42
  }

  /// A cell of the same style that holds only this character.
  func with(_ scalar: Unicode.Scalar, width: UInt8) -> Cell {
    var cell = self
    cell.lead = UInt64(scalar.value)
    cell.rest = rest & Self.restStyle | UInt64(width & 0b11) << 42
    return cell
  }

  package static let blank = Cell(" " as Unicode.Scalar)
  package static let continuation = Cell("", width: 0)

  /// How many scalars a cell holds: as many as a cell of ncurses.
  package static let scalarsMax = 5

  /// The base scalar; `nil` in a continuation.
  package var base: Unicode.Scalar? { scalar(at: 0) }

  package func forEachScalar(_ body: (Unicode.Scalar) -> Void) {
    for index in 0..<Self.scalarsMax {
      guard let scalar = scalar(at: index) else { return }
      body(scalar)
    }
  }

  /// Adds a combining mark, unless the cell is full.
  package mutating func append(_ mark: Unicode.Scalar) {
    for index in 0..<Self.scalarsMax where field(index) == 0 {
      if index < 3 {
        lead |= UInt64(mark.value) << (21 * UInt64(index))
      } else {
        rest |= UInt64(mark.value) << (21 * UInt64(index - 3))
      }
      return
    }
  }

  private static let restScalars: UInt64 = 1 << 42 - 1
  private static let restStyle: UInt64 = UInt64(Style.packedMask) << 44

  private func field(_ index: Int) -> UInt32 {
    let bits = index < 3 ? lead >> (21 * UInt64(index)) : rest >> (21 * UInt64(index - 3))
    return UInt32(truncatingIfNeeded: bits) & 0x1f_ffff
  }

  private func scalar(at index: Int) -> Unicode.Scalar? {
    let value = field(index)
    return value == 0 ? nil : Unicode.Scalar(value)
  }
}
