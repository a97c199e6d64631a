import Environments

extension VariableType {
  /// Whether a text is a value of this type; `values` are those of an `enum`.
  package func accepts(_ text: String, values: [String]) -> Bool {
    switch self {
    case .string, .secret: true
    case .int: Int(text) != nil
    case .bool: text == "true" || text == "false"
    case .port: Int(text).map { TextForms.ports.contains($0) } ?? false
    case .url: TextForms.isURL(text)
    case .path: !text.isEmpty
    case .bytes: ByteAmount.read(text) != nil
    case .duration: DurationText.milliseconds(text) != nil
    case .enum: values.contains(text)
    }
  }

  /// The expected value, as a phrase for a sentence.
  package var expectation: String {
    switch self {
    case .string, .secret: "text"
    case .int: "a whole number"
    case .bool: SchemaType.bool.expectation
    case .port: SchemaType.integer(TextForms.ports).expectation
    case .url: SchemaType.url.expectation
    case .path: SchemaType.path.expectation
    case .bytes: SchemaType.bytes.expectation
    case .duration: SchemaType.duration.expectation
    case .enum: "one of its values"
    }
  }
}
