/// Amounts of memory; every unit counts in steps of 1024.
package enum ByteAmount {
  private static let names = ["B", "KiB", "MiB", "GiB", "TiB"]
  private static let letters = ["b", "k", "m", "g", "t"]
  /// How many of them our own files may use.
  private static let ownCount = 4

  package static let grammar =
    "\\d+(\((names.prefix(ownCount) + letters.prefix(ownCount)).joined(separator: "|")))"

  /// As our own files have it: `512MiB`, `64k`, `10b`. `nil` for anything else.
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

  /// As Docker has it: `128M`, `1.5g`, `64kb`. `nil` for what is no amount.
  package static func readDocker(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
    let exponent =
      ["", "b"].contains(unit)
      ? 0 : letters.dropFirst().firstIndex { [$0, $0 + "b", $0 + "ib"].contains(unit) }
    guard let number = Double(digits), let exponent else { return nil }
    return Int(exactly: (number * Double(1 << (10 * exponent))).rounded())
  }

  /// As written, but plain bytes, which is what Compose prints, in the largest unit that divides them.
  package static func readable(_ text: String, _ amount: Int) -> String {
    Int(text) != nil && amount > 0 ? written(amount) : text
  }

  /// In the largest unit that divides it, such as `16MiB`; without one where that is the byte.
  package static func written(_ bytes: Int) -> String {
    let exponent = bytes > 0 ? min(bytes.trailingZeroBitCount / 10, names.count - 1) : 0
    return "\(bytes >> (10 * exponent))" + (exponent == 0 ? "" : names[exponent])
  }

  /// In MiB, or in GiB with one decimal from there on, such as `512 MiB`, `1.5 GiB`.
  package static func words(_ bytes: Double) -> String {
    let mebibytes = bytes / Double(1 << 20)
    if mebibytes < 1024 { return "\(Int(mebibytes)) MiB" }
    let tenths = Int((mebibytes / 1024 * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) GiB"
  }
}
