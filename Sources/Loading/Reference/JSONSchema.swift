import Environments

/// The schema of `configs/environment/*.yaml` for editors: JSON Schema, draft 2020-12.
package enum JSONSchema {
  /// The same text at every call, without a final newline.
  package static var text: String {
    guard case .object(var root) = schema(of: .root, path: "") else { return "" }
    root["$schema"] = .string("https://json-schema.org/draft/2020-12/schema")
    root["title"] = .string("An environment of triptych")
    return JSONValue.object(root).text
  }

  private static func schema(of node: SchemaNode, path: String) -> JSONValue {
    if let key = node.key { return .object(leaf(key)) }
    if let child = node.children["*"], let collection = node.collection {
      return .object(collection == .map ? map(child, path) : namedList(child, path))
    }
    return .object(object(node, path))
  }

  private static func object(_ node: SchemaNode, _ path: String) -> [String: JSONValue] {
    var properties: [String: JSONValue] = [:]
    for (name, child) in node.children {
      properties[name] = schema(of: child, path: path.isEmpty ? name : "\(path).\(name)")
    }
    var result: [String: JSONValue] = [
      "type": .array([.string("object"), .string("null")]), "properties": .object(properties),
      "additionalProperties": .bool(false),
    ]
    result["description"] = Schema.sections[path].map { .string($0) }
    return result
  }

  private static func map(_ child: SchemaNode, _ path: String) -> [String: JSONValue] {
    var result: [String: JSONValue] = [
      "type": .array([.string("object"), .string("null")]),
      "propertyNames": .object(["pattern": .string("^[A-Za-z_][A-Za-z0-9_]*$")]),
      "additionalProperties": schema(of: child, path: "\(path).*"),
    ]
    result["description"] = Schema.sections[path].map { .string($0) }
    return result
  }

  private static func namedList(_ child: SchemaNode, _ path: String) -> [String: JSONValue] {
    var item = object(child, "\(path).*")
    if case .object(var properties)? = item["properties"] {
      properties["name"] = .object(nameSchema(of: path))
      item["properties"] = .object(properties)
    }
    item["type"] = .string("object")
    item["required"] = .array([.string("name")])
    var result: [String: JSONValue] = [
      "type": .array([.string("array"), .string("null")]), "items": .object(item),
    ]
    result["description"] = Schema.sections[path].map { .string($0) }
    return result
  }

  private static func nameSchema(of path: String) -> [String: JSONValue] {
    guard path == "rules" else {
      return [
        "type": .string("string"), "pattern": .string("^[A-Za-z][A-Za-z0-9 _-]*$"),
        "description": .string("What the entry is called; entries merge by name."),
      ]
    }
    return [
      "enum": .array(Rules.all.map { .string($0.code) }),
      "description": .string("The code of the rule."),
    ]
  }

  private static func leaf(_ key: SchemaKey) -> [String: JSONValue] {
    var result = key.type.jsonSchema
    if key.interpolates, key.type.rejectsVariables {
      result = ["anyOf": .array([.object(result), .object(variable)])]
    }
    result["description"] = .string(key.summary)
    if let value = Schema.defaults[key.path] { result["default"] = JSONValue(value) }
    return result
  }

  private static let variable: [String: JSONValue] = [
    "type": .string("string"), "pattern": .string("\\$"),
  ]
}

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

  /// Whether a text with `${NAME}` would violate the JSON Schema of this type.
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
