extension [Diagnostic] {
  /// Each finding once: what several environments have at one place, in the same words apart from their own names, becomes
  /// one problem that names them all. Problems keep their order.
  ///
  /// - Parameter contexts: related places that say why a problem concerns an environment, such as that of its tier. A
  ///   problem of several environments leaves them out.
  package func shared(contexts: Set<Location> = []) -> [Diagnostic] {
    var result: [Diagnostic] = []
    var positions: [Finding: Int] = [:]
    for problem in self {
      guard problem.location != nil, !problem.environments.isEmpty else {
        result.append(problem)
        continue
      }
      let finding = Finding(problem)
      if let position = positions[finding] {
        result[position].join(problem, contexts)
      } else {
        positions[finding] = result.count
        result.append(problem)
      }
    }
    return result
  }
}

extension Diagnostic {
  /// The problem as each of its environments has it, without the places of the others.
  package var ofEachEnvironment: [Diagnostic] {
    var own = self
    own.related = []
    guard !environments.isEmpty else { return [own] }
    return environments.map { name in
      own.environments = [name]
      return own
    }
  }
}

/// What makes problems of several environments the same.
private struct Finding: Hashable {
  var severity: Diagnostic.Severity
  var code: String
  var location: Location?
  var message: String
  var hint: String?

  init(_ problem: Diagnostic) {
    severity = problem.severity
    code = problem.code
    location = problem.location
    message = problem.message
    hint = problem.hint
    guard problem.environments.count == 1 else { return }
    message = message.withStar(for: problem.environments[0])
    hint = hint?.withStar(for: problem.environments[0])
  }
}

extension Diagnostic {
  /// More related places do not help.
  private static let relatedMax = 8

  fileprivate mutating func join(_ other: Diagnostic, _ contexts: Set<Location>) {
    // One environment can have a finding twice, and the last name is then its own.
    for name in other.environments where environments.last != name && !environments.contains(name) {
      environments.append(name)
    }
    guard environments.count > 1 else { return }
    related.removeAll { contexts.contains($0) }
    for place in other.related
    where related.count < Self.relatedMax && !contexts.contains(place) && !related.contains(place) {
      related.append(place)
    }
  }
}

extension String {
  /// The text with `*` in place of every word that is the name.
  fileprivate func withStar(for name: String) -> String {
    let bytes = Array(utf8)
    guard bytes.holds(Array(name.utf8)) else { return self }
    return bytes.split(omittingEmptySubsequences: false) { !$0.isOfName }
      .map { $0.elementsEqual(name.utf8) ? "*" : String(decoding: $0, as: UTF8.self) }
      .joined(separator: " ")
  }

  /// The words that could be names of environments.
  package var nameWords: Set<String> {
    Set(utf8.split { !$0.isOfName }.map { String(decoding: $0, as: UTF8.self) })
  }
}

extension UInt8 {
  /// Whether a name of an environment can contain the byte.
  fileprivate var isOfName: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}
