/// What is printed and read as JSON. Keys come out sorted, so that equal values print equal texts.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case decimal(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The JSON text, indented by two, without a newline at its end.
  package var text: String { JSONWriter.text(of: self, isIndented: true) }

  /// The JSON text on one line.
  package var line: String { JSONWriter.text(of: self, isIndented: false) }
}

extension JSONValue {
  /// `nil` when the bytes are not JSON.
  package init?(json bytes: [UInt8]) {
    guard let value = JSONReader.value(of: bytes) else { return nil }
    self = value
  }

  /// The member of an object; `nil` when there is none, and for anything else.
  package subscript(name: String) -> JSONValue? { members?[name] }

  /// `nil` for what is no truth value.
  package var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }

  /// `nil` for what is no whole number, and for one that `Int` does not hold.
  package var integer: Int? { if case .integer(let number) = self { number } else { nil } }

  /// `nil` for what is no text.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// `nil` for what is no array.
  package var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }

  /// The items of an array of texts; `nil` for anything else.
  package var strings: [String]? {
    guard let texts = items?.map(\.string) else { return nil }
    let known = texts.compactMap(\.self)
    return known.count == texts.count ? known : nil
  }

  /// `nil` for what is no object.
  package var members: [String: JSONValue]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The members of an object of texts; `nil` for anything else.
  package var stringMembers: [String: String]? {
    guard let members else { return nil }
    var strings: [String: String] = [:]
    strings.reserveCapacity(members.count)
    for (name, member) in members {
      guard case .string(let text) = member else { return nil }
      strings[name] = text
    }
    return strings
  }

  /// The value at a path such as `id` or `orders.0.id`; `nil` when there is none.
  package func member(at path: String) -> JSONValue? {
    var value = self
    for part in path.split(separator: ".", omittingEmptySubsequences: false).map(String.init) {
      switch value {
      case .object(let members):
        guard let member = members[part] else { return nil }
        value = member
      case .array(let items):
        guard let index = Int(part), items.indices.contains(index) else { return nil }
        value = items[index]
      default: return nil
      }
    }
    return value
  }
}

extension String {
  /// As a JSON text with its quotes. Every control is escaped, not only those that JSON forbids.
  var quotedAsJSON: String { "\"" + escapedForJSON + "\"" }

  /// What stands between the quotes.
  package var escapedForJSON: String {
    replacingScalars { scalar in
      switch scalar {
      case "\"", "\\": "\\" + String(scalar)
      case _ where scalar.isControl: "\\u" + Int(scalar.value).digits(4, radix: 16)
      default: nil
      }
    }
  }
}
