extension String {
  /// What a reader sees of the text: two texts that look alike have equal ones, compared as strings. Blanks at the
  /// edges and further blanks in a row are left out, as are scalars that are not drawn; letters of other alphabets that
  /// are drawn like those of ASCII are these.
  var lookAlike: String {
    if looksLikeItself { return self }
    var result = String.UnicodeScalarView()
    var isAfterBlank = true
    for scalar in unicodeScalars {
      guard let drawn = scalar.drawnAs else { continue }
      if drawn == " " {
        isAfterBlank = true
        continue
      }
      if isAfterBlank, !result.isEmpty { result.append(" ") }
      isAfterBlank = false
      result.append(drawn)
    }
    return String(result)
  }

  /// Whether the text is of ASCII, with single blanks between words only.
  private var looksLikeItself: Bool {
    var last = UInt8(ascii: " ")
    for byte in utf8 {
      guard (0x20..<0x7f).contains(byte), byte != 0x20 || last != 0x20 else { return false }
      last = byte
    }
    return last != 0x20 || utf8.isEmpty
  }

  /// Whether there is nothing to be seen of the text, although it is not empty.
  var isBlank: Bool { !isEmpty && unicodeScalars.allSatisfy { ($0.drawnAs ?? " ") == " " } }

  /// The text between double quotes, with escapes for what is not seen: controls, scalars that are not drawn, blanks
  /// other than a single space, quotes and backslashes. Two texts never have the same.
  var quoted: String { quoted { $0.drawnAs != nil } }

  /// The same with an escape for everything beyond ASCII, too.
  var quotedInASCII: String { quoted(keeping: \.isASCII) }

  private func quoted(keeping isKept: (Unicode.Scalar) -> Bool) -> String {
    var result = "\""
    var last: Unicode.Scalar?
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case " " where last != " ": result += " "
      case _ where scalar.properties.isWhitespace || scalar.isControl || !isKept(scalar):
        result += scalar.escape
      default: result.unicodeScalars.append(scalar)
      }
      last = scalar
    }
    return result + "\""
  }
}

extension Unicode.Scalar {
  /// The scalar that a reader takes it for; `nil` when nothing is drawn.
  fileprivate var drawnAs: Unicode.Scalar? {
    if isASCII { return properties.isWhitespace ? " " : self }
    if properties.isWhitespace { return " " }
    switch value {
    case 0xff01...0xff5e: return Self(value - 0xfee0)
    case 0x1d400...0x1d6a3:
      // Thirteen alphabets for mathematics, of 26 capital and 26 small letters each.
      let letter = (value - 0x1d400) % 52
      return Self(letter < 26 ? 0x41 + letter : 0x61 + letter - 26)
    case 0x1d7ce...0x1d7ff: return Self(0x30 + (value - 0x1d7ce) % 10)
    default: break
    }
    if let letter = Self.twins[self] { return letter }
    if properties.generalCategory == .dashPunctuation { return "-" }
    return properties.isDefaultIgnorableCodePoint || isUnseen ? nil : self
  }

  /// The scalars of common alphabets and punctuation that are drawn like one of ASCII.
  private static let twins: [Unicode.Scalar: Unicode.Scalar] = {
    let others =
      "АВЕЅІЈКМНОРСТХУавеѕіјоԁрсԛуԝхһӀ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονϳ" + "օⅠⅤⅩⅬⅭⅮⅯⅰⅴⅹⅼⅽⅾⅿ"
      + "\u{2018}\u{2019}\u{201b}\u{2032}\u{2bc}\u{201c}\u{201d}\u{201f}\u{2033}"
      + "\u{2212}\u{2044}\u{2215}\u{2236}\u{a789}\u{2024}\u{201a}\u{2223}\u{223c}\u{2217}"
    let own =
      "ABESIJKMHOPCTXYaBesijodpcqywxhI" + "ABEZHIKMNOPTYXovj" + "oIVXLCDMivxlcdm"
      + "'''''\"\"\"\"" + "-//::.,|~*"
    var twins: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (other, letter) in zip(others.unicodeScalars, own.unicodeScalars) { twins[other] = letter }
    return twins
  }()
}
