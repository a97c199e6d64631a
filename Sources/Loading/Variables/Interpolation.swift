/// A text with `$V` and `${V…}` in it, as Compose reads them.
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

    /// Nothing stands in when the variable is not set.
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

  /// Every variable that has a say, those inside of fallbacks included, in the order of the text.
  package var references: [Reference] {
    parts.flatMap { part -> [Reference] in
      guard case .variable(let reference) = part else { return [] }
      return [reference] + reference.nested
    }
  }

  package var isLiteral: Bool {
    parts.allSatisfy { part in if case .text = part { true } else { false } }
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
  /// What became of a text once its variables were looked up.
  package struct Outcome: Hashable, Sendable {
    package var text = ""
    /// The names whose values were asked for and found, in order, each once.
    package var used: [String] = []
    /// The names without a value where nothing stood in; they became empty.
    package var undefined: [String] = []
    /// The names that had to be set and are not, with the author's words.
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
