/// A text as a key of dictionaries and sets, equal only to a text of the same bytes.
///
/// Swift's `String` is equal to every canonically equivalent one: `é` in one scalar and in two, or `K` and the Kelvin
/// sign, are one key. To Compose, containers and file systems they are two.
package struct ExactText: Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  package let text: String

  package init(_ text: String) { self.text = text }

  package init(stringLiteral text: String) { self.text = text }

  package var description: String { text }

  package static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.isExactly(right.text)
  }

  package static func < (left: ExactText, right: ExactText) -> Bool {
    left.text.precedesExactly(right.text)
  }

  package func hash(into hasher: inout Hasher) { text.hashExactly(into: &hasher) }
}

extension String {
  /// Whether both texts consist of the same bytes.
  package func isExactly(_ other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    return Self.sharedPrefix(utf8Span.span, other.utf8Span.span) == utf8.count
  }

  /// Whether the text comes before the other one in the order of their bytes.
  package func precedesExactly(_ other: String) -> Bool {
    let left = utf8Span.span
    let right = other.utf8Span.span
    let shared = Self.sharedPrefix(left, right)
    if shared == right.count { return false }
    return shared == left.count || left[shared] < right[shared]
  }

  /// Feeds the bytes of the text. `String` would feed a normalized text, which is slow, and the same for many texts.
  package func hashExactly(into hasher: inout Hasher) {
    utf8Span.span.withUnsafeBytes { hasher.combine(bytes: $0) }
    hasher.combine(UInt8.max)
  }

  /// Whether the text starts with the bytes of the other one.
  package func startsExactly(with other: String) -> Bool { utf8.starts(with: other.utf8) }

  /// The number of bytes that both texts start with; eight bytes are compared at once.
  private static func sharedPrefix(
    _ left: Swift.Span<UInt8>, _ right: Swift.Span<UInt8>
  ) -> Int {
    let count = Swift.min(left.count, right.count)
    let leftBytes = left.bytes
    let rightBytes = right.bytes
    var index = 0
    while index + 8 <= count {
      let one = leftBytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      let other = rightBytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      if one != other { return index + (one ^ other).littleEndian.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < count, left[index] == right[index] { index += 1 }
    return index
  }
}

extension Dictionary where Key == ExactText {
  @_disfavoredOverload
  package subscript(text: String) -> Self.Value? {
    get { self[ExactText(text)] }
    set { self[ExactText(text)] = newValue }
  }

  @_disfavoredOverload
  package subscript(text: String, default value: @autoclosure () -> Self.Value) -> Self.Value {
    get { self[ExactText(text), default: value()] }
    _modify { yield &self[ExactText(text), default: value()] }
  }
}

extension Set where Element == ExactText {
  /// Returns whether the text was new.
  @discardableResult
  package mutating func insert(text: String) -> Bool { insert(ExactText(text)).inserted }

  package func contains(text: String) -> Bool { contains(ExactText(text)) }
}
