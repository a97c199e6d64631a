import FoundationEssentials

/// What is printed and read as JSON. Keys come out sorted, so that equal values print equal texts.
package indirect enum JSONValue: Hashable, Sendable, Encodable {
  case null
  case bool(Bool)
  case integer(Int)
  case decimal(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The JSON text, indented by two, without a newline at its end.
  package var text: String { text([.prettyPrinted]) }

  /// The JSON text on one line.
  package var line: String { text([]) }

  private func text(_ formatting: JSONEncoder.OutputFormatting) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting.union([.sortedKeys, .withoutEscapingSlashes])
    do {
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    } catch {
      preconditionFailure("only a number that is no number cannot be encoded: \(error)")
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let flag): try container.encode(flag)
    case .integer(let number): try container.encode(number)
    case .decimal(let number) where number.isFinite: try container.encode(number)
    case .decimal(let number): try container.encode(String(number))
    case .string(let text): try container.encode(text)
    case .array(let items): try container.encode(items)
    case .object(let entries): try container.encode(entries)
    }
  }
}

extension JSONValue {
  /// Null when the bytes are not JSON.
  package init?(json bytes: [UInt8]) {
    guard let value = JSONReader.value(of: bytes) else { return nil }
    self = value
  }

  /// The member of an object; null when there is none, and for anything else.
  package subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// Null for what is no text.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// Null for what is no array.
  package var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }

  /// The items of an array of texts; null for anything else.
  package var strings: [String]? {
    guard let texts = items?.map(\.string) else { return nil }
    let known = texts.compactMap(\.self)
    return known.count == texts.count ? known : nil
  }

  /// The value at a path such as `id` or `orders.0.id`; null when there is none.
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
