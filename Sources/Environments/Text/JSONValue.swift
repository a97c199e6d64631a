/// What is printed and read as JSON. Keys come out sorted, so that equal values print equal texts.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case decimal(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// The JSON text, indented by two, without a newline at its end.
  package var text: String { JSONWriter.text(of: self, isIndented: true) }

  /// The JSON text on one line.
  package var line: String { JSONWriter.text(of: self, isIndented: false) }
}

extension JSONValue {
  /// `nil` when the bytes are not JSON.
  package init?(json bytes: [UInt8]) {
    guard let value = JSONReader.value(of: bytes) else { return nil }
    self = value
  }

  /// The member of an object; `nil` when there is none, and for anything else.
  package subscript(name: String) -> JSONValue? { members?[name] }

  /// `nil` for what is no truth value.
  package var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }

  /// `nil` for what is no whole number, and for one that `Int` does not hold.
  package var integer: Int? { if case .integer(let number) = self { number } else { nil } }

  /// `nil` for what is no text.
  package var string: String? { if case .string(let text) = self { text } else { nil } }

  /// `nil` for what is no array.
  package var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }

  /// The items of an array of texts; `nil` for anything else.
  package var strings: [String]? {
    guard let texts = items?.map(\.string) else { return nil }
    let known = texts.compactMap(\.self)
    return known.count == texts.count ? known : nil
  }

  /// `nil` for what is no object.
  package var members: [String: JSONValue]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The members of an object of texts; `nil` for anything else.
  package var stringMembers: [String: String]? {
    guard let members else { return nil }
    var strings: [String: String] = [:]
    strings.reserveCapacity(members.count)
    for (name, member) in members {
      guard case .string(let text) = member else { return nil }
      strings[name] = text
    }
    return strings
  }

  /// The value at a path such as `id` or `orders.0.id`; `nil` when there is none.
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
  /// As a JSON text with its quotes. Every control is escaped, not only those that JSON forbids.
  var quotedAsJSON: String { "\"" + escapedForJSON + "\"" }

  /// What stands between the quotes.
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

/// A JSON value does not have the shape that was asked for.
package struct JSONMismatch: Error {
  package init() {}
}

/// How a value of ours is made of JSON: what may be missing is asked for with `optional`, and what is there has to be of
/// the kind that is asked for. Members that nobody asks for may be anything.
extension JSONValue {
  /// The member as what `read` makes of it.
  ///
  /// - Throws: when there is none, or `read` makes nothing of it.
  package func required<Part>(
    _ name: String, _ read: (JSONValue) throws(JSONMismatch) -> Part?
  ) throws(JSONMismatch) -> Part {
    guard let member = self[name], let part = try read(member) else { throw JSONMismatch() }
    return part
  }

  /// The member as what `read` makes of it; `nil` when it is `nil` or there is none.
  ///
  /// - Throws: when `read` makes nothing of it, and for what is no object.
  package func optional<Part>(
    _ name: String, _ read: (JSONValue) throws(JSONMismatch) -> Part?
  ) throws(JSONMismatch) -> Part? {
    guard let members else { throw JSONMismatch() }
    guard let member = members[name], member != .null else { return nil }
    guard let part = try read(member) else { throw JSONMismatch() }
    return part
  }

  /// Each item of an array as what `read` makes of it.
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

  /// Each member of an object as what `read` makes of it, by its name.
  package func map<Part>(
    of read: (JSONValue) throws(JSONMismatch) -> Part?
  ) throws(JSONMismatch) -> [String: Part] {
    guard let members else { throw JSONMismatch() }
    var parts: [String: Part] = [:]
    for (name, member) in members {
      guard let part = try read(member) else { throw JSONMismatch() }
      parts[name] = part
    }
    return parts
  }
}

extension JSONValue {
  /// Why a service says no, where it says so in a problem document (RFC 9457): its own `reasons`, one sentence
  /// each, else the `detail`. `nil` for anything else.
  package var problemReason: String? {
    if case .array(let items)? = member(at: "reasons") {
      let reasons = items.compactMap { if case .string(let text) = $0 { text } else { nil } }
      if !reasons.isEmpty { return reasons.joined(separator: " ") }
    }
    guard case .string(let detail)? = member(at: "detail"), !detail.isEmpty else { return nil }
    return detail
  }
}
