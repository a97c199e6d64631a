import FoundationEssentials

/// What is printed as JSON. Keys come out sorted, so that equal values print equal texts.
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
  /// The value with its type; amounts as they are written, secrets as their fingerprint's text.
  package init(_ value: Value) {
    switch value {
    case .null: self = .null
    case .bool(let flag): self = .bool(flag)
    case .integer(let number): self = .integer(number)
    case .decimal(let number): self = .decimal(number)
    case .string(let text): self = .string(text)
    case .bytes(let quantity), .duration(let quantity): self = .string(quantity.written)
    case .list(let values): self = .array(values.map(JSONValue.init))
    case .map(let entries): self = .object(entries.mapValues(JSONValue.init))
    case .secret(let fingerprint): self = .string(fingerprint.text)
    }
  }

  /// Null where no file says it.
  package init(_ origin: Origin?) {
    guard let origin else {
      self = .null
      return
    }
    var entries: [String: JSONValue] = ["layer": .string(origin.layer.description)]
    entries["file"] = origin.location.map { .string($0.file) } ?? .null
    entries["line"] = origin.location.map { .integer($0.line) } ?? .null
    entries["column"] = origin.location.map { .integer($0.column) } ?? .null
    self = .object(entries)
  }
}
