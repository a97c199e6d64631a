import FoundationEssentials

/// Reads the fields of a body and notes everything that is wrong with them, so that one answer names it all.
struct FieldReader {
  /// A body may hold ten thousands of fields, and looking for what each was meant to be takes its time.
  private static let strangersNamedMax = 20

  private let fields: [String: JSONValue]
  private let subject: String
  private var known: Set<String> = []
  private var problems: [String: String] = [:]
  private var order: [String] = []

  /// Takes a body apart. `subject` is what it should be, such as `an order`.
  init(_ body: [UInt8], of subject: String) throws(Refusal) {
    do {
      fields = try JSONDecoder().decode([String: JSONValue].self, from: Data(body))
    } catch {
      throw .malformed(["The body is not a JSON object."])
    }
    self.subject = subject
  }

  mutating func text(_ name: String, _ expected: String) -> String? {
    value(name, expected) { if case .text(let text) = $0 { text } else { nil } }
  }

  mutating func int(_ name: String, _ expected: String) -> Int? {
    value(name, expected) { if case .int(let value) = $0 { value } else { nil } }
  }

  mutating func bool(_ name: String) -> Bool? {
    value(name, "true or false") { if case .bool(let value) = $0 { value } else { nil } }
  }

  /// The text of a field that may be absent.
  mutating func optionalText(_ name: String, _ expected: String) -> String? {
    known.insert(name)
    return fields[name] == nil ? nil : text(name, expected)
  }

  /// Notes that the value of a field could be read, but meant nothing.
  mutating func expect(_ name: String, _ meaning: (some Any)?, _ expected: String) {
    guard meaning == nil, let raw = fields[name] else { return }
    note(name, "\(name) is \(raw.shown); \(expected) is expected.")
  }

  /// Names the fields that nobody asked for, and throws when anything was wrong.
  mutating func close() throws(Refusal) {
    let strangers = fields.keys.filter { !known.contains($0) }.sorted()
    for name in strangers.prefix(Self.strangersNamedMax) {
      let near = nearest(to: name, among: known).map { " Did you mean \($0)?" } ?? ""
      let shown = JSONValue.text(name).shown
      note(name, "\(shown) is not a field of \(subject).\(near)")
    }
    if strangers.count > Self.strangersNamedMax {
      let rest = strangers.count - Self.strangersNamedMax
      note("", "\(rest) more fields are none of \(subject).")
    }
    guard problems.isEmpty else { throw .malformed(order.compactMap { problems[$0] }) }
  }

  private mutating func value<Value>(
    _ name: String, _ expected: String, as convert: (JSONValue) -> Value?
  ) -> Value? {
    known.insert(name)
    guard let raw = fields[name] else {
      note(name, "\(name) is missing; \(expected) is expected.")
      return nil
    }
    guard let value = convert(raw) else {
      note(name, "\(name) is \(raw.shown); \(expected) is expected.")
      return nil
    }
    return value
  }

  /// One sentence a field: the first says enough.
  private mutating func note(_ name: String, _ problem: String) {
    guard problems[name] == nil else { return }
    problems[name] = problem
    order.append(name)
  }
}
