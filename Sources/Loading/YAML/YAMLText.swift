import Environments

/// Texts as YAML, for files that triptych writes. Reading them gives the same text.
enum YAMLText {
  /// A scalar for any place: plain where it consists of letters, digits and `._/-`, else in double quotes.
  static func scalar(_ text: String) -> String {
    isPlain(text, also: "0123456789./_-") ? text : JSONValue.string(text).text
  }

  /// A sentence as the value of a block map: plain also with blanks and punctuation.
  static func sentence(_ text: String) -> String {
    let isPlain =
      isPlain(text, also: "0123456789./_-,;()+'’ ") && text.first != " " && text.last != " "
      && text.first != "'"
    return isPlain ? text : JSONValue.string(text).text
  }

  private static func isPlain(_ text: String, also others: String) -> Bool {
    PlainScalar(text) == .text && text.first != "-"
      && text.unicodeScalars.allSatisfy {
        others.unicodeScalars.contains($0) || ($0.isASCII && $0.properties.isAlphabetic)
      }
  }
}
