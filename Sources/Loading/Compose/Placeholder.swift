import Environments

/// What Compose is given in place of a required variable that nothing sets, so that one variable does not hide the whole
/// model. What comes back with it is unknown; it is neither shown nor kept from being refused in an act, which asks anew.
package struct Placeholder: Hashable, Sendable {
  /// What Compose accepts where the variable is used.
  enum Shape: Hashable, Sendable {
    case text
    /// An absolute path: in `volumes:`, a name would have to be that of a declared volume.
    case folder
    case address
    case number
    case duration
    /// The only words that a key accepts, such as `true`.
    case word(String)

    /// Whether it is known again in Compose's answer. A number of bytes or a duration comes back in another form, and
    /// `true` may be anything.
    var isRecognized: Bool {
      switch self {
      case .text, .folder, .address: true
      case .number, .duration, .word: false
      }
    }
  }

  package var name: String
  /// The value of the variable in the call.
  package var value: String
  /// Whether it can be told from other values wherever it appears.
  var isRecognized: Bool
  /// Whether a message may name the variable.
  var isQuotable: Bool

  init(_ variable: UnsetVariable, number: Int) {
    name = variable.name
    isQuotable = variable.isQuotable
    isRecognized = variable.shape.isRecognized
    value =
      switch variable.shape {
      case .text: "\(Self.mark)\(number)"
      case .folder: "/\(Self.mark)\(number)"
      case .address: "198.51.100.\(number % 254 + 1)"
      case .number: "\(number)"
      case .duration: "\(number)s"
      case .word(let word): word
      }
  }

  init(name: String, value: String, isRecognized: Bool, isQuotable: Bool) {
    self.name = name
    self.value = value
    self.isRecognized = isRecognized
    self.isQuotable = isQuotable
  }

  private static let mark = "triptych-unset-"

  /// As a Compose file names it.
  var written: String { isQuotable ? "${\(name)}" : "${…}" }

  /// Why a value is unknown.
  var reason: String { [self].reason }

  /// Whether a value of the answer holds it. A number is one only as a whole.
  func isIn(_ text: String) -> Bool {
    switch value.utf8.first {
    case nil: return false
    case UInt8(ascii: "/")?: return text.contains(value.dropFirst())
    default: break
    }
    let bytes = Array(text.utf8)
    let own = Array(value.utf8)
    guard !isWord, bytes.count >= own.count else { return false }
    return (0...(bytes.count - own.count)).contains { start in
      bytes[start...].starts(with: own)
        && (start == 0 || !bytes[start - 1].isDigit)
        && (start + own.count == bytes.count || !bytes[start + own.count].isDigit)
    }
  }

  private var isWord: Bool { !value.utf8.contains(where: \.isDigit) }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension [Placeholder] {
  /// Such as `PORT and TAG are not set`.
  package var reason: String {
    let names = filter(\.isQuotable).map(\.name)
    guard names.count == count else {
      return count == 1 ? "a required variable is not set" : "required variables are not set"
    }
    return "\(names.enumerated) \(names.count == 1 ? "is" : "are") not set"
  }

  /// Those that a text holds.
  func found(in text: String) -> [Placeholder] { filter { $0.isIn(text) } }

  func found(in value: Value) -> [Placeholder] {
    switch value {
    case .null, .bool, .secret, .unknown: []
    case .integer(let number): found(in: String(number))
    case .decimal(let number): found(in: Value.decimal(number).text)
    case .bytes(let quantity): found(in: String(quantity.amount))
    case .duration(let quantity): found(in: quantity.written)
    case .string(let text): found(in: text)
    case .list(let values): filter { one in values.contains { ![one].found(in: $0).isEmpty } }
    case .map(let entries):
      filter { one in
        entries.contains { one.isIn($0.key.text) || ![one].found(in: $0.value).isEmpty }
      }
    }
  }

  /// The text with the names of variables in place of what stands for them.
  package func spelled(_ text: String) -> String {
    reduce(text) { text, placeholder in
      guard placeholder.isIn(text) else { return text }
      return text.replacing(placeholder.value, with: placeholder.written)
        .replacing(placeholder.value.drop { $0 == "/" }, with: placeholder.written)
    }
  }
}

extension JSONValue {
  init(_ placeholder: Placeholder) {
    self = .object([
      "name": .string(placeholder.name), "value": .string(placeholder.value),
      "is_recognized": .bool(placeholder.isRecognized),
      "is_quotable": .bool(placeholder.isQuotable),
    ])
  }

  /// `nil` for JSON of something else.
  var placeholder: Placeholder? {
    guard let name = self["name"]?.string, let value = self["value"]?.string,
      case .bool(let isRecognized)? = self["is_recognized"],
      case .bool(let isQuotable)? = self["is_quotable"]
    else { return nil }
    return Placeholder(
      name: name, value: value, isRecognized: isRecognized, isQuotable: isQuotable)
  }
}
