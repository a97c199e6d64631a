import Environments

/// `--set key=value`, as the highest layer of every environment.
struct Overrides {
  static let file = "--set"

  private(set) var layer = SettingsLayer(file: Overrides.file)
  private(set) var diagnostics: [Diagnostic] = []

  init(_ overrides: [String]) {
    var reader = SettingsLayerReader(file: Self.file)
    for override in overrides {
      guard let equals = override.firstIndex(of: "="), equals != override.startIndex else {
        report("SET13", "--set takes key=value", hint: "for example --set logging.level=debug")
        continue
      }
      let path = String(override[..<equals])
      guard let schema = Schema.node(at: path) else {
        let near = NearestName.of(path, among: Schema.keys.map(\.path))
        report(
          "SET01", "--set: there is no key \(path)", hint: near.map { "did you mean \($0)?" })
        continue
      }
      let text = String(override[override.index(after: equals)...])
      reader.read(Self.node(text, for: schema.key?.type), at: path, as: schema)
    }
    layer = reader.layer
    diagnostics += reader.diagnostics.map { Self.withoutPosition($0) }
  }

  /// On the command line a text needs no quotes.
  private static func node(_ text: String, for type: SchemaType?) -> YAMLNode {
    let position = Location(file: file, line: 1, column: 1)
    let parsed = YAMLDocument.parse(text, file: file, dialect: .settings)
    if let node = parsed.node, case .sequence = node.content { return node }
    let isText = type?.isTextual == true && !(type?.isNullable == true && text == "null")
    return YAMLNode(.scalar(text: text, isQuoted: isText), at: position)
  }

  private static func withoutPosition(_ diagnostic: Diagnostic) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.location = nil
    diagnostic.related = []
    diagnostic.message = "\(file) \(diagnostic.message)"
    return diagnostic
  }

  private mutating func report(_ code: String, _ message: String, hint: String?) {
    diagnostics.append(Diagnostic(.error, code, message, hint: hint))
  }
}
