/// Amounts of memory. Each unit is 1024 times the one before.
package enum ByteAmount {
  private static let names = ["B", "KiB", "MiB", "GiB", "TiB"]
  private static let letters = ["b", "k", "m", "g", "t"]
  /// How many of the units our own files may use.
  private static let ownCount = 4

  package static let grammar =
    "\\d+(\((names.prefix(ownCount) + letters.prefix(ownCount)).joined(separator: "|")))"

  /// Reads an amount as our own files write it: `512MiB`, `64k`, `10b`. `nil` for anything else.
  package static func read(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = String(text.dropFirst(digits.count))
    guard let number = Int(digits),
      let exponent = names.prefix(ownCount).firstIndex(of: unit)
        ?? letters.prefix(ownCount).firstIndex(of: unit)
    else { return nil }
    let (product, tooLarge) = number.multipliedReportingOverflow(by: 1 << (10 * exponent))
    return tooLarge ? nil : product
  }

  /// Reads an amount as Docker writes it: `128M`, `1.5g`, `64kb`. `nil` for anything else.
  package static func readDocker(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    let exponent =
      ["", "b"].contains(unit)
      ? 0 : letters.dropFirst().firstIndex { [$0, $0 + "b", $0 + "ib"].contains(unit) }
    guard let number = Double(digits), let exponent else { return nil }
    return Int(exactly: (number * Double(1 << (10 * exponent))).rounded())
  }

  /// The text as it is written; plain bytes, which Compose prints, in the largest unit that divides them.
  package static func readable(_ text: String, _ amount: Int) -> String {
    Int(text) != nil && amount > 0 ? written(amount) : text
  }

  /// The amount in the largest unit that divides it, such as `16MiB`; bytes have no unit.
  package static func written(_ bytes: Int) -> String {
    let exponent = bytes > 0 ? min(bytes.trailingZeroBitCount / 10, names.count - 1) : 0
    return "\(bytes >> (10 * exponent))" + (exponent == 0 ? "" : names[exponent])
  }

  /// The amount in MiB below 1 GiB, otherwise in GiB with one decimal, such as `512 MiB`, `1.5 GiB`.
  package static func words(_ bytes: Double) -> String {
    let mebibytes = bytes / Double(1 << 20)
    if mebibytes < 1024 { return "\(Int(mebibytes)) MiB" }
    let tenths = Int((mebibytes / 1024 * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) GiB"
  }
}
