/// A JSON value. Its text has sorted keys, so that equal values have equal texts; texts and names compare by bytes.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case decimal(Double)
  case string(String)
  case array([JSONValue])
  case object([ExactText: JSONValue])

  /// The JSON text, indented by two, without a newline at its end.
  package var text: String { JSONWriter.text(of: self, isIndented: true) }

  /// The JSON text on one line.
  package var line: String { JSONWriter.text(of: self, isIndented: false) }
}

extension JSONValue {
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.decimal(let left), .decimal(let right)): left == right
    case (.string(let left), .string(let right)): left.isExactly(right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let flag): hasher.combine(flag)
    case .integer(let number): hasher.combine(number)
    case .decimal(let number): hasher.combine(number)
    case .string(let text): text.hashExactly(into: &hasher)
    case .array(let items): hasher.combine(items)
    case .object(let members): hasher.combine(members)
    }
  }

  /// An object with members that the program names; those of a file are kept by `ExactText`.
  @_disfavoredOverload
  package static func object(_ members: [String: JSONValue]) -> JSONValue {
    .object(
      Dictionary(
        members.map { (ExactText($0.key), $0.value) }, uniquingKeysWith: { _, last in last })
    )
  }

  /// `nil` when the bytes are not JSON.
  package init?(json bytes: [UInt8]) {
    guard let value = JSONReader.value(of: bytes) else { return nil }
    self = value
  }

  /// The member of an object; `nil` when it is absent or the value is not an object.
  package subscript(name: String) -> JSONValue? { members?[name] }

  /// `nil` when the value is not `true` or `false`.
  package var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }

  /// `nil` when the value is not a whole number, or does not fit into an `Int`.
  package var integer: Int? { if case .integer(let number) = self { number } else { nil } }

  /// `nil` when the value is not a string.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// `nil` when the value is not an array.
  package var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }

  /// The items of an array of strings; `nil` for anything else.
  package var strings: [String]? {
    guard let texts = items?.map(\.string) else { return nil }
    let known = texts.compactMap(\.self)
    return known.count == texts.count ? known : nil
  }

  /// `nil` when the value is not an object.
  package var members: [ExactText: JSONValue]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The members of an object of strings; `nil` for anything else.
  package var stringMembers: [String: String]? {
    guard let members else { return nil }
    var strings: [String: String] = [:]
    strings.reserveCapacity(members.count)
    for (name, member) in members {
      guard case .string(let text) = member else { return nil }
      strings[name.text] = text
    }
    return strings
  }

  /// The value at a path such as `id` or `orders.0.id`; `nil` when it is absent.
  package func member(at path: String) -> JSONValue? {
    var value = self
    for part in path.split(separator: ".", omittingEmptySubsequences: false).map(String.init) {
      switch value {
      case .object(let members):
        guard let member = members[part] else { return nil }
        value = member
      case .array(let items):
        guard let index = Int(part), items.indices.contains(index) else { return nil }
        value = items[index]
      default: return nil
      }
    }
    return value
  }
}

extension String {
  /// The string as JSON, with its quotes. All control characters are escaped, not only those that JSON forbids.
  var quotedAsJSON: String { "\"" + escapedForJSON + "\"" }

  /// The string as JSON, without its quotes.
  package var escapedForJSON: String {
    replacingScalars { scalar in
      switch scalar {
      case "\"", "\\": "\\" + String(scalar)
      case _ where scalar.isControl: "\\u" + Int(scalar.value).digits(4, radix: 16)
      default: nil
      }
    }
  }
}

/// A JSON value does not have the expected shape.
package struct JSONMismatch: Error {
  package init() {}
}

/// Reading Swift values from JSON. `required` and `optional` members must have the expected kind; all other members
/// are ignored.
extension JSONValue {
  /// Reads a member with `read`.
  ///
  /// - Throws: when the member is absent, or `read` returns `nil`.
  package func required<Part>(
    _ name: String, _ read: (JSONValue) throws(JSONMismatch) -> Part?
  ) throws(JSONMismatch) -> Part {
    guard let member = self[name], let part = try read(member) else { throw JSONMismatch() }
    return part
  }

  /// Reads a member with `read`; `nil` when the member is null or absent.
  ///
  /// - Throws: when `read` returns `nil`, or the value is not an object.
  package func optional<Part>(
    _ name: String, _ read: (JSONValue) throws(JSONMismatch) -> Part?
  ) throws(JSONMismatch) -> Part? {
    guard let members else { throw JSONMismatch() }
    guard let member = members[name], member != .null else { return nil }
    guard let part = try read(member) else { throw JSONMismatch() }
    return part
  }

  /// Reads each item of an array with `read`.
  package func list<Part>(
    of read: (JSONValue) throws(JSONMismatch) -> Part?
  ) throws(JSONMismatch) -> [Part] {
    guard let items else { throw JSONMismatch() }
    var parts: [Part] = []
    for item in items {
      guard let part = try read(item) else { throw JSONMismatch() }
      parts.append(part)
    }
    return parts
  }

  /// Reads each member of an object with `read`, by name.
  package func map<Part>(
    of read: (JSONValue) throws(JSONMismatch) -> Part?
  ) throws(JSONMismatch) -> [String: Part] {
    guard let members else { throw JSONMismatch() }
    var parts: [String: Part] = [:]
    for (name, member) in members {
      guard let part = try read(member) else { throw JSONMismatch() }
      parts[name.text] = part
    }
    return parts
  }
}

extension JSONValue {
  /// The reason that a problem document (RFC 9457) gives: the sentences of its `reasons`, otherwise its `detail`.
  /// `nil` for any other value.
  package var problemReason: String? {
    if case .array(let items)? = member(at: "reasons") {
      let reasons = items.compactMap { if case .string(let text) = $0 { text } else { nil } }
      if !reasons.isEmpty { return reasons.joined(separator: " ") }
    }
    guard case .string(let detail)? = member(at: "detail"), !detail.isEmpty else { return nil }
    return detail
  }
}
