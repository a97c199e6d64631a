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
