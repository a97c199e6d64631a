import Environments

/// The JSON of `docker compose config --format json` as a tree, in the form of a Compose file without short forms. It
/// has no positions.
enum ComposeModel {
  static let nowhere = Location(file: "", line: 0, column: 0)

  /// `nil` for text that is not a JSON object.
  static func parse(_ json: String) -> YAMLNode? {
    guard let model = JSONValue(json: Array(json.utf8)), case .object = model else { return nil }
    return node(model)
  }

  private static func node(_ value: JSONValue) -> YAMLNode {
    switch value {
    case .null: plain("null")
    case .bool(let flag): plain(flag ? "true" : "false")
    case .integer(let number): plain(String(number))
    case .decimal(let number): plain(String(number))
    case .string(let text):
      YAMLNode(.scalar(text: text.unescapedDollars, isQuoted: true), at: nowhere)
    case .array(let items): YAMLNode(.sequence(items.map(node)), at: nowhere)
    case .object(let members):
      YAMLNode(
        .mapping(
          members.sorted { $0.key < $1.key }.map { name, value in
            YAMLNode.Entry(
              key: name.text.unescapedDollars, keyLocation: nowhere, value: node(value))
          }), at: nowhere)
    }
  }

  private static func plain(_ text: String) -> YAMLNode {
    YAMLNode(.scalar(text: text, isQuoted: false), at: nowhere)
  }
}

extension String {
  /// Makes every dollar one of the text, not the beginning of a variable.
  var doublingDollars: String {
    utf8.contains(UInt8(ascii: "$")) ? replacing("$", with: "$$") : self
  }

  /// Undoes the doubling of dollars, which makes Compose's output valid input.
  var unescapedDollars: String {
    guard utf8.contains(UInt8(ascii: "$")) else { return self }
    // By bytes: a combining mark after the second dollar would join it in a character.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var isEscaping = false
    for byte in utf8 {
      isEscaping = byte == UInt8(ascii: "$") && !isEscaping
      if byte != UInt8(ascii: "$") || isEscaping { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
