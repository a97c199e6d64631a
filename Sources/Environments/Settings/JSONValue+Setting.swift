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

  /// `nil` where no file says it.
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
