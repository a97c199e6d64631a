/// What reads regular expressions. All are equal: there is one in a program.
package struct LogPatterns: Hashable, Sendable {
  package let read: @Sendable (_ source: String) -> Result<LogPattern, LogPatternProblem>

  package init(_ read: @escaping @Sendable (String) -> Result<LogPattern, LogPatternProblem>) {
    self.read = read
  }

  package static func == (left: LogPatterns, right: LogPatterns) -> Bool { true }

  package func hash(into hasher: inout Hasher) {}

  /// Takes every text as it stands; what there is where no library is handed in.
  package static let literal = LogPatterns { source in
    let wanted = Array(source.utf8)
    let find: @Sendable (String) -> [Range<Int>] = { text in
      let bytes = Array(text.utf8)
      guard !wanted.isEmpty, bytes.count >= wanted.count else { return [] }
      return (0...(bytes.count - wanted.count))
        .filter { bytes[$0...].starts(with: wanted) }.map { $0..<($0 + wanted.count) }
    }
    return .success(
      LogPattern(source, matches: { !find($0).isEmpty }, find: { .ranges(find($0)) }))
  }
}
