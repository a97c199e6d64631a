extension JSONValue {
  /// The full names of the keys whose values differ, sorted.
  func differences(to other: JSONValue) -> [String] {
    let (left, right) = (leaves(), other.leaves())
    return Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
  }

  /// The document with the values of `keys` as `other` has them.
  func taking(_ keys: [String], from other: JSONValue) -> JSONValue {
    keys.reduce(self) { $0.taking($1.split(separator: ".")[...], from: other) }
  }

  private func taking(_ path: ArraySlice<Substring>, from other: JSONValue) -> JSONValue {
    guard let name = path.first.map(String.init) else { return other }
    guard case .object(var fields) = self, case .object(let others) = other else { return other }
    guard let value = others[name] else {
      fields[name] = nil
      return .object(fields)
    }
    fields[name] = (fields[name] ?? .null).taking(path.dropFirst(), from: value)
    return .object(fields)
  }

  private func leaves(_ prefix: String = "") -> [String: JSONValue] {
    guard case .object(let fields) = self else { return [prefix: self] }
    return fields.reduce(into: [:]) { result, field in
      let name = prefix.isEmpty ? field.key : "\(prefix).\(field.key)"
      result.merge(field.value.leaves(name)) { first, _ in first }
    }
  }
}
