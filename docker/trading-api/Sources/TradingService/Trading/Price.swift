/// An amount of dollars in whole ten-thousandths: money is counted, never approximated.
///
/// Limits and quotes have at most two decimals; averages use the other two.
package struct Price: Hashable, Sendable, Comparable {
  package var tenThousandths: Int

  /// The largest limit that is taken.
  package static let largest = Price(tenThousandths: 1_000_000 * 10_000)

  package init(tenThousandths: Int) {
    self.tenThousandths = tenThousandths
  }

  /// Reads dollars with at most `decimals` decimals, such as `141.5`. Nil for anything else, for signs and
  /// exponents too.
  package init?(_ text: String, decimals: Int = 2) {
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let whole = parts.first, (1...9).contains(whole.count)
    else { return nil }
    let fraction = parts.count == 2 ? parts[1] : Substring().utf8
    guard parts.count == 1 || (1...decimals).contains(fraction.count) else { return nil }
    var value = 0
    for digit in Array(whole) + Array(fraction) {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    for _ in fraction.count..<4 { value *= 10 }
    tenThousandths = value
  }

  package static func < (left: Price, right: Price) -> Bool {
    left.tenThousandths < right.tenThousandths
  }
}

extension Price: CustomStringConvertible {
  /// At least two decimals, and more only where they say something: `141.50`, `141.5067`.
  package var description: String {
    let digits = String(10_000 + tenThousandths.magnitude % 10_000).dropFirst()
    let shown = digits.hasSuffix("00") ? digits.dropLast(2) : digits
    return "\(tenThousandths < 0 ? "-" : "")\(tenThousandths.magnitude / 10_000).\(shown)"
  }
}

extension Price: Codable {
  /// A text in JSON: readers there make floating-point numbers of numbers.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let price = Price(try container.decode(String.self), decimals: 4) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "dollars such as 141.50 are expected")
    }
    self = price
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
