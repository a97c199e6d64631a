import Environments

/// Reads a node as the type that the schema expects.
enum TypedValue {
  /// `nil` with at least one diagnostic when the node has another type.
  static func read(
    _ node: YAMLNode, as type: SchemaType, path: String
  ) -> (value: Value?, diagnostics: [Diagnostic]) {
    switch (node.content, type) {
    case (.sequence(let items), .list(let element)):
      return list(items, of: element, path: path)
    case (.sequence(let items), .nullable(.list(let element))):
      return list(items, of: element, path: path)
    case (.scalar(let text, let isQuoted), _):
      return scalar(text, isQuoted: isQuoted, as: type, at: node.location, path: path)
    default:
      let found = node.kind
      let message = "\(path): expected \(type.expectation), found \(found)"
      return (nil, [Diagnostic(.error, "SET02", message, at: node.location)])
    }
  }

  static func scalar(
    _ text: String, isQuoted: Bool, as type: SchemaType, at position: Location?, path: String
  ) -> (value: Value?, diagnostics: [Diagnostic]) {
    do {
      return (try type.read(text, isQuoted: isQuoted), [])
    } catch {
      let message = "\(path): \(error.message)"
      return (nil, [Diagnostic(.error, error.code, message, at: position, hint: error.hint)])
    }
  }

  private static func list(
    _ items: [YAMLNode], of element: SchemaType, path: String
  ) -> (value: Value?, diagnostics: [Diagnostic]) {
    var values: [Value] = []
    var diagnostics: [Diagnostic] = []
    for item in items {
      let read = read(item, as: element, path: path)
      diagnostics += read.diagnostics
      if let value = read.value { values.append(value) }
    }
    return (diagnostics.isEmpty ? .list(values) : nil, diagnostics)
  }
}

/// The reason why a scalar is not valid for its key. It never quotes the text, which may be a secret.
struct ValueProblem: Error, Hashable {
  var code: String
  var message: String
  var hint: String?
}

extension SchemaType {
  /// Reads one scalar. An unquoted text must not have another possible meaning.
  func read(_ text: String, isQuoted: Bool) throws(ValueProblem) -> Value {
    let plain = isQuoted ? PlainScalar.text : PlainScalar(text)
    switch self {
    case .nullable(let type):
      return plain == .null && !isQuoted ? .null : try type.read(text, isQuoted: isQuoted)
    case .list(let type):
      throw ValueProblem(
        code: "SET02", message: "expected \(expectation), found \(plain.kind)",
        hint: "write [\(type.example)]")
    case .bool:
      if case .bool(let value) = plain { return .bool(value) }
      throw mismatch(plain, hint: "write true or false")
    case .integer(let range):
      guard case .integer(let value) = plain else { throw mismatch(plain, hint: nil) }
      guard range.contains(value) else {
        throw ValueProblem(code: "SET03", message: "expected \(expectation), found \(value)")
      }
      return .integer(value)
    default:
      if plain != .text { try allowUnquoted(text, plain) }
      return try readText(text)
    }
  }

  /// Accepts ambiguous words such as `off` in choices; any other text with two meanings must be quoted.
  private func allowUnquoted(_ text: String, _ plain: PlainScalar) throws(ValueProblem) {
    if case .choice(let words) = self, plain == .ambiguous, words.contains(text) { return }
    throw mismatch(plain, hint: plain == .null ? nil : "quote it when you mean the text")
  }

  private func readText(_ text: String) throws(ValueProblem) -> Value {
    switch self {
    case .choice(let words):
      if words.contains(text) { return .string(text) }
      let near = NearestName.of(text, among: words)
      throw ValueProblem(
        code: "SET03", message: "expected \(expectation), found another value",
        hint: near.map { "did you mean \($0)?" })
    case .duration:
      if let amount = DurationText.milliseconds(text) {
        return .duration(Quantity(amount, written: text))
      }
    case .bytes:
      if let amount = ByteAmount.read(text) { return .bytes(Quantity(amount, written: text)) }
    case .slug: if TextForms.isSlug(text) { return .string(text) }
    case .project: if TextForms.isProject(text) { return .string(text) }
    case .path: if TextForms.isPath(text) { return .string(text) }
    case .url: if TextForms.isURL(text) { return .string(text) }
    case .origin: if text == "*" || TextForms.isOrigin(text) { return .string(text) }
    case .host: if TextForms.isHost(text) { return .string(text) }
    case .address: if TextForms.isAddress(text) { return .string(text) }
    default: return .string(text)
    }
    throw ValueProblem(code: "SET03", message: "expected \(expectation), found another value")
  }

  private func mismatch(_ found: PlainScalar, hint: String?) -> ValueProblem {
    ValueProblem(
      code: found == .ambiguous ? "SET04" : "SET02",
      message: "expected \(expectation), found \(found.kind)", hint: hint)
  }
}
