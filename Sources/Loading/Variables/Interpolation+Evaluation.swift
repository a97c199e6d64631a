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
