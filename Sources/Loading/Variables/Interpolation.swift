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
    /// Whether it is written with braces, `${V}`.
    package var isBraced = true

    /// Whether there is no fallback for an unset variable.
    package var isBare: Bool { fallback == .none }
  }

  package struct Malformed: Error, Hashable {
    /// In Unicode scalars from the start of the text.
    package var offset: Int
    /// Whether the text is well-formed, but its fallbacks are nested deeper than is read.
    package var isTooDeep = false
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
  /// The limit of the bytes of one evaluated text. A line that uses the line above it twice doubles its length, so
  /// without a limit a file of 40 short lines fills the memory.
  package static let bytesMax = 1 << 20

  /// The result of evaluating a text.
  package struct Outcome: Hashable, Sendable {
    /// Empty when it would be too long.
    package var text = ""
    /// The names whose values were used, in order, each once.
    package var used: [String] = []
    /// The names without a value and without a fallback; they became empty.
    package var undefined: [String] = []
    /// The names that are required and not set. The author's words about them are left out: they may hold a secret.
    package var failures: [String] = []
    /// Whether the text would exceed the limit.
    package var isTooLong = false

    fileprivate var known: Set<String> = []
  }

  /// Evaluates the text, up to a limit of bytes.
  package func evaluated(
    bytesMax: Int = Interpolation.bytesMax, _ lookup: (String) -> String?
  ) -> Outcome {
    var outcome = Outcome()
    append(to: &outcome, bytesMax, lookup)
    outcome.known = []
    return outcome
  }

  private func append(
    to outcome: inout Outcome, _ bytesMax: Int, _ lookup: (String) -> String?
  ) {
    for part in parts where !outcome.isTooLong {
      switch part {
      case .text(let text): outcome.append(text, bytesMax)
      case .variable(let reference): append(reference, to: &outcome, bytesMax, lookup)
      }
    }
  }

  private func append(
    _ reference: Reference, to outcome: inout Outcome, _ bytesMax: Int,
    _ lookup: (String) -> String?
  ) {
    let value = lookup(reference.name)
    if value != nil, outcome.known.insert(reference.name).inserted {
      outcome.used.append(reference.name)
    }
    func isSet(_ orEmpty: Bool) -> Bool { orEmpty ? !(value ?? "").isEmpty : value != nil }
    switch reference.fallback {
    case .none:
      if value == nil { outcome.undefined.append(reference.name) }
      outcome.append(value ?? "", bytesMax)
    case .value(_, let orEmpty) where isSet(orEmpty), .failure(_, let orEmpty) where isSet(orEmpty):
      outcome.append(value ?? "", bytesMax)
    case .value(let fallback, _):
      fallback.append(to: &outcome, bytesMax, lookup)
    case .replacement(let replacement, let orEmpty):
      if isSet(orEmpty) { replacement.append(to: &outcome, bytesMax, lookup) }
    case .failure:
      outcome.failures.append(reference.name)
    }
  }
}

extension Interpolation.Outcome {
  fileprivate mutating func append(_ part: String, _ bytesMax: Int) {
    isTooLong = isTooLong || text.utf8.count + part.utf8.count > bytesMax
    if isTooLong { text = "" } else { text += part }
  }
}

extension Interpolation {
  /// Whether expressions nest deeper than `limit`, in any file that may hold some.
  static func nests(_ text: String, deeperThan limit: Int) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var depth = 0
      var isAfterDollar = false
      for byte in bytes {
        if byte == UInt8(ascii: "{"), isAfterDollar {
          depth += 1
          if depth > limit { return true }
        } else if byte == UInt8(ascii: "}") {
          depth = max(0, depth - 1)
        } else if byte == UInt8(ascii: "\n") {
          // An expression ends with its line, so that open ones do not add up over a file.
          depth = 0
        }
        isAfterDollar = byte == UInt8(ascii: "$")
      }
      return false
    }
  }
}
