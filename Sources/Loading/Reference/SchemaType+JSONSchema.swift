import Environments

extension SchemaType {
  var jsonSchema: [String: JSONValue] {
    switch self {
    case .bool: ["type": .string("boolean")]
    case .integer(let range):
      [
        "type": .string("integer"), "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ]
    case .text: ["type": .string("string")]
    case .slug: Self.pattern(TextForms.slugPattern, example: "trading-dev")
    case .project: Self.pattern("^[a-z0-9][a-z0-9_-]{0,62}$", example: "trading-dev")
    case .path: ["type": .string("string"), "minLength": .integer(1)]
    case .url: Self.pattern("^https?://[^/?#\\s]+", example: example)
    case .origin: Self.pattern("^(\\*|https?://[^/?#@\\s]+)$", example: example)
    case .host: Self.pattern("^(\\*\\.)?[A-Za-z0-9:][A-Za-z0-9.:-]*$", example: example)
    case .address: Self.pattern("^\\S+:\\d+$", example: example)
    case .duration: Self.pattern("^\(DurationText.grammar)$", example: example)
    case .bytes: Self.pattern("^\(ByteAmount.grammar)$", example: example)
    case .choice(let words): ["enum": .array(words.map { .string($0) })]
    case .nullable(let type):
      ["anyOf": .array([.object(type.jsonSchema), .object(["type": .string("null")])])]
    case .list(let type):
      ["type": .string("array"), "items": .object(type.jsonSchema)]
    }
  }

  /// Whether a text with `${NAME}` in it would break what the JSON Schema says of this type.
  var rejectsVariables: Bool {
    switch self {
    case .text, .path, .list: false
    case .nullable(let type): type.rejectsVariables
    default: true
    }
  }

  private static func pattern(_ pattern: String, example: String) -> [String: JSONValue] {
    [
      "type": .string("string"), "pattern": .string(pattern),
      "examples": .array([.string(example)]),
    ]
  }
}
