/// Reads a document key by key and notes everything that is wrong with it, so that one run names every
/// problem.
///
/// A wrong or missing value reads as a stand-in; who reads must look at `problems` before using any.
struct DocumentReader {
  private(set) var problems: [ConfigurationProblem] = []
  /// What was read, with the defaults of the keys that were absent.
  private(set) var effective: [String: JSONValue] = [:]

  private let path: [String]
  private let fields: [String: JSONValue]
  /// False below a section that is itself missing or wrong: its keys are not missed one by one.
  private let complains: Bool
  private var known: Set<String> = []

  init(_ fields: [String: JSONValue], path: [String] = [], complains: Bool = true) {
    self.fields = fields
    self.path = path
    self.complains = complains
  }

  /// Reads the value at `key`; null counts as absent, and an absent key takes its default or is missed.
  mutating func read<Value>(
    _ key: String, _ expected: String, default fallback: JSONValue?, standIn: Value,
    as convert: (JSONValue) -> Value?
  ) -> Value {
    known.insert(key)
    let found = fields[key].flatMap { $0 == .null ? nil : $0 }
    guard let raw = found ?? fallback else {
      miss(key, expected)
      return standIn
    }
    effective[key] = raw
    guard let value = convert(raw) else {
      note(.wrongValue, "\(name(key)) is \(raw.shown); \(expected) is expected")
      return standIn
    }
    return value
  }

  /// Reads the object at `key` with a reader of its own and adopts its problems.
  mutating func section<Value>(
    _ key: String, required: Bool = true, _ body: (inout DocumentReader) -> Value
  ) -> Value {
    let count = problems.count
    let object = read(
      key, "an object", default: required ? nil : .object([:]), standIn: [String: JSONValue]()
    ) { if case .object(let fields) = $0 { fields } else { nil } }
    var inner = DocumentReader(
      object, path: path + [key], complains: complains && problems.count == count)
    let value = body(&inner)
    inner.close()
    problems += inner.problems
    effective[key] = .object(inner.effective)
    return value
  }

  /// Names the keys that nobody asked for. Called when all others have been read.
  mutating func close() {
    for key in fields.keys.sorted() where !known.contains(key) {
      let hint = nearest(to: key, among: known).map { "did you mean \(name($0))?" }
      note(.unknownKey, "\(name(key)) is not a key of the configuration", hint: hint)
    }
  }

  mutating func note(
    _ code: ConfigurationProblem.Code, _ text: String, hint: String? = nil
  ) {
    if complains { problems.append(ConfigurationProblem(code, text, hint: hint)) }
  }

  /// The full name of a key of this section, such as `api.cors.max_age`.
  func name(_ key: String) -> String { (path + [key]).joined(separator: ".") }

  private mutating func miss(_ key: String, _ expected: String) {
    note(.missingKey, "\(name(key)) is missing; \(expected) is expected")
  }
}
