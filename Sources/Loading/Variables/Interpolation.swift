/// A text with `$V` and `${V…}`, as Compose interprets them.
package struct Interpolation: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    case text(String)
    case variable(Reference)
  }

  package struct Reference: Hashable, Sendable {
    package indirect enum Fallback: Hashable, Sendable {
      case none
      /// `${V-d}`, and with `orEmpty` `${V:-d}`.
      case value(Interpolation, orEmpty: Bool)
      /// `${V?e}` and `${V:?e}`.
      case failure(Interpolation, orEmpty: Bool)
      /// `${V+r}` and `${V:+r}`.
      case replacement(Interpolation, orEmpty: Bool)
    }

    package var name: String
    package var fallback: Fallback

    /// Whether there is no fallback for an unset variable.
    package var isBare: Bool { fallback == .none }
  }

  package struct Malformed: Error, Hashable {
    /// In Unicode scalars from the start of the text.
    package var offset: Int
  }

  package var parts: [Part]

  package static func parse(_ text: String) throws(Malformed) -> Interpolation {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return Interpolation(parts: [.text(text)]) }
    var parser = InterpolationParser(text)
    return try parser.parse()
  }

  /// All variables in the order of the text, including those inside fallbacks.
  package var references: [Reference] {
    parts.flatMap { part -> [Reference] in
      guard case .variable(let reference) = part else { return [] }
      return [reference] + reference.nested
    }
  }

}

extension Interpolation.Reference {
  fileprivate var nested: [Interpolation.Reference] {
    switch fallback {
    case .none: []
    case .value(let inner, _), .failure(let inner, _), .replacement(let inner, _): inner.references
    }
  }
}

extension Interpolation {
  /// The result of evaluating a text.
  package struct Outcome: Hashable, Sendable {
    package var text = ""
    /// The names whose values were used, in order, each once.
    package var used: [String] = []
    /// The names without a value and without a fallback; they became empty.
    package var undefined: [String] = []
    /// The required names that are not set, with the author's messages.
    package var failures: [Failure] = []
  }

  package struct Failure: Hashable, Sendable {
    package var name: String
    package var message: String
  }

  package func evaluated(_ lookup: (String) -> String?) -> Outcome {
    var outcome = Outcome()
    append(to: &outcome, lookup)
    return outcome
  }

  private func append(to outcome: inout Outcome, _ lookup: (String) -> String?) {
    for part in parts {
      switch part {
      case .text(let text): outcome.text += text
      case .variable(let reference): append(reference, to: &outcome, lookup)
      }
    }
  }

  private func append(
    _ reference: Reference, to outcome: inout Outcome, _ lookup: (String) -> String?
  ) {
    let value = lookup(reference.name)
    if value != nil, !outcome.used.contains(reference.name) { outcome.used.append(reference.name) }
    func isSet(_ orEmpty: Bool) -> Bool { orEmpty ? !(value ?? "").isEmpty : value != nil }
    switch reference.fallback {
    case .none:
      if value == nil { outcome.undefined.append(reference.name) }
      outcome.text += value ?? ""
    case .value(_, let orEmpty) where isSet(orEmpty), .failure(_, let orEmpty) where isSet(orEmpty):
      outcome.text += value ?? ""
    case .value(let fallback, _):
      fallback.append(to: &outcome, lookup)
    case .replacement(let replacement, let orEmpty):
      if isSet(orEmpty) { replacement.append(to: &outcome, lookup) }
    case .failure(let message, _):
      let words = message.evaluated(lookup).text
      outcome.failures.append(Failure(name: reference.name, message: words))
    }
  }
}
