/// The text as the YAML library gets it. Aliases are disguised as plain scalars, since the library
/// would expand them without limit, and every second of two duplicate keys gets a name of its own, since
/// the library stops at the first pair. Lines and columns stay what they are.
struct YAMLShield {
  private(set) var text: String
  /// Stands where the file has the `*` of an alias; null when the file has none.
  private(set) var aliasSign: Unicode.Scalar?
  private var duplicateSign: Unicode.Scalar?
  private var duplicates: UInt32 = 0

  init(_ text: String) {
    self.text = text
    let bytes = Array(text.utf8)
    let places = Self.aliases(in: bytes)
    guard !places.isEmpty, let sign = Self.unused(in: text, from: 0xF8FF, by: -1) else { return }
    aliasSign = sign
    self.text = Self.replacing(places, in: bytes, by: sign)
  }

  /// Gives the name of the alias that a plain scalar disguises.
  func alias(_ scalar: String) -> String? {
    guard let aliasSign, scalar.unicodeScalars.first == aliasSign else { return nil }
    return String(scalar.unicodeScalars.dropFirst())
  }

  /// Undoes the disguise where it hit something else, such as the inside of a quoted text.
  func restored(_ scalar: String) -> String {
    guard let aliasSign, scalar.unicodeScalars.contains(aliasSign) else { return scalar }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalar.unicodeScalars.map { $0 == aliasSign ? "*" : $0 })
    return String(result)
  }

  func isHiddenDuplicate(_ key: String) -> Bool {
    duplicateSign != nil && key.unicodeScalars.first == duplicateSign
  }

  /// Renames the second key `name` of the mapping whose first one is at the place given, and tells where
  /// it stands; null when it cannot be found.
  mutating func hideDuplicate(of name: String, line: Int, column: Int) -> (line: Int, column: Int)?
  {
    duplicateSign = duplicateSign ?? Self.unused(in: text, from: 0xE000, by: 1)
    guard let sign = duplicateSign,
      let found = DuplicateKey.second(
        named: name, in: Array(text.unicodeScalars), line: line, column: column)
    else { return nil }
    duplicates += 1
    text = DuplicateKey.replacing(found, in: text, sign: sign, number: duplicates)
    return (found.line, found.column)
  }

  private static func aliases(in bytes: [UInt8]) -> [Int] {
    var places: [Int] = []
    for index in bytes.indices where bytes[index] == UInt8(ascii: "*") {
      guard index + 1 < bytes.count, isName(bytes[index + 1]) else { continue }
      if index == 0 || " \t\n[{,".utf8.contains(bytes[index - 1]) { places.append(index) }
    }
    return places
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  private static func replacing(
    _ places: [Int], in bytes: [UInt8], by sign: Unicode.Scalar
  ) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 2 * places.count)
    var start = 0
    for place in places {
      result += bytes[start..<place]
      result += Array(String(sign).utf8)
      start = place + 1
    }
    result += bytes[start...]
    return String(decoding: result, as: UTF8.self)
  }

  /// A scalar of the private use area that the text does not hold.
  private static func unused(
    in text: String, from start: UInt32, by step: Int32
  ) -> Unicode.Scalar? {
    var taken: Set<UInt32> = []
    for scalar in text.unicodeScalars where (0xE000...0xF8FF).contains(scalar.value) {
      taken.insert(scalar.value)
    }
    var candidate = start
    while (0xE000...0xF8FF).contains(candidate) {
      if !taken.contains(candidate) { return Unicode.Scalar(candidate) }
      candidate = UInt32(Int32(candidate) + step)
    }
    return nil
  }
}
