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
