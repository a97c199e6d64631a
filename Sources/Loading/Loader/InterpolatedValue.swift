import Environments

/// Gives a node that holds `${NAME}` its value within one environment.
struct InterpolatedValue {
  let variables: EnvironmentVariables
  let path: String
  let fingerprint: Fingerprinter
  private(set) var used: [EnvFile.Entry] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(variables: EnvironmentVariables, path: String, fingerprint: @escaping Fingerprinter) {
    self.variables = variables
    self.path = path
    self.fingerprint = fingerprint
  }

  mutating func read(_ node: YAMLNode, as type: SchemaType) -> Value? {
    switch (node.content, type) {
    case (.sequence(let items), .list(let element)):
      let values = items.map { read($0, as: element) }
      return values.contains(nil) ? nil : .list(values.compactMap { $0 })
    case (.scalar(let text, _), _) where text.utf8.contains(UInt8(ascii: "$")):
      return read(text, as: type, at: node.location)
    default:
      let read = TypedValue.read(node, as: type, path: path)
      diagnostics += read.diagnostics
      return read.value
    }
  }

  private mutating func read(
    _ text: String, as type: SchemaType, at place: Location
  ) -> Value? {
    guard let template = try? Interpolation.parse(text) else {
      fail(
        "SET14", "\(path): the value holds a ${ that is no variable", at: place,
        hint: "write ${NAME}, or $$ for a dollar sign")
      return nil
    }
    let outcome = template.evaluated { variables[$0]?.value.revealed }
    let entries = outcome.used.compactMap { variables[$0] }
    used += entries
    guard complain(outcome, at: place) else { return nil }
    if entries.contains(where: \.value.isSecret) || SecretPatterns.looksSecret(outcome.text) {
      return .secret(fingerprint(Secret(outcome.text)))
    }
    let read = TypedValue.scalar(
      outcome.text, isQuoted: type.isTextual, as: type, at: place, path: path)
    diagnostics += read.diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.related = entries.map(\.location)
      return diagnostic
    }
    return read.value
  }

  /// True when every variable has a value.
  private mutating func complain(_ outcome: Interpolation.Outcome, at place: Location) -> Bool {
    let missing = outcome.undefined + outcome.failures.map(\.name)
    for name in missing {
      let near = NearestName.of(name, among: variables.layers.keys.sorted())
      fail(
        "SET15", "\(path): the variable \(name) is not set by any of the environment's .env files",
        at: place, hint: near.map { "did you mean \($0)?" } ?? "set it, or write $$ for a $")
    }
    return missing.isEmpty
  }

  private mutating func fail(
    _ code: String, _ message: String, at place: Location, hint: String?
  ) {
    diagnostics.append(Diagnostic(.error, code, message, at: place, hint: hint))
  }
}
