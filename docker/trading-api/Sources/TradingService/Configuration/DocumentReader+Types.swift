extension DocumentReader {
  mutating func bool(_ key: String, default fallback: JSONValue? = nil) -> Bool {
    read(key, "true or false", default: fallback, standIn: false) {
      if case .bool(let value) = $0 { value } else { nil }
    }
  }

  mutating func int(
    _ key: String, in range: ClosedRange<Int>, unit: String = "an integer",
    default fallback: JSONValue? = nil
  ) -> Int {
    let expected = "\(unit) from \(range.lowerBound) to \(range.upperBound)"
    return read(key, expected, default: fallback, standIn: range.lowerBound) {
      if case .int(let value) = $0, range.contains(value) { value } else { nil }
    }
  }

  /// Durations are rendered as whole milliseconds.
  mutating func duration(
    _ key: String, from least: Int = 0, default fallback: JSONValue? = nil
  ) -> Duration {
    let year = 366 * 86_400_000
    return .milliseconds(
      int(key, in: least...year, unit: "a whole number of milliseconds", default: fallback))
  }

  /// Sizes are rendered as whole bytes.
  mutating func bytes(_ key: String, default fallback: JSONValue? = nil) -> Int {
    int(key, in: 0...(1 << 40), unit: "a whole number of bytes", default: fallback)
  }

  mutating func text(_ key: String, default fallback: JSONValue? = nil) -> String {
    read(key, "a text that is not empty", default: fallback, standIn: "") {
      if case .text(let value) = $0, !value.isEmpty { value } else { nil }
    }
  }

  /// A text that may be absent.
  mutating func optionalText(_ key: String) -> String? {
    read(key, "a text that is not empty, or null", default: .null, standIn: nil) {
      switch $0 {
      case .null: .some(nil)
      case .text(let value) where !value.isEmpty: .some(value)
      default: nil
      }
    }
  }

  mutating func word<Word: RawRepresentable & CaseIterable>(
    _ key: String, _: Word.Type, default fallback: JSONValue? = nil
  ) -> Word? where Word.RawValue == String {
    let words = Word.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: ", ")
    return read(key, "one of \(words)", default: fallback, standIn: nil) {
      if case .text(let value) = $0, let word = Word(rawValue: value) { .some(word) } else { nil }
    }
  }

  mutating func texts(
    _ key: String, _ expected: String = "a list of texts", atLeast least: Int = 0,
    default fallback: JSONValue? = nil, where isRight: (String) -> Bool = { _ in true }
  ) -> [String] {
    read(key, expected, default: fallback, standIn: []) {
      guard case .list(let items) = $0, items.count >= least else { return nil }
      let texts = items.compactMap { if case .text(let text) = $0 { text } else { nil } }
      let areRight = texts.allSatisfy { !$0.isEmpty && isRight($0) }
      return texts.count == items.count && areRight ? texts : nil
    }
  }

  mutating func address(_ key: String, default fallback: JSONValue? = nil) -> Address {
    read(key, "host:port", default: fallback, standIn: Address(host: "", port: 0)) {
      if case .text(let text) = $0 { Address(bind: text) } else { nil }
    }
  }

  mutating func endpoint(_ key: String) -> Address {
    read(
      key, "an address such as http://quotes:8081, without path, user or password", default: nil,
      standIn: Address(host: "", port: 0)
    ) { if case .text(let text) = $0 { Address(url: text) } else { nil } }
  }
}
