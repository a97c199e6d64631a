import Environments

extension LogPatterns {
  /// Reads regular expressions as Perl does. A pattern without a capital letter ignores case.
  package static let searching = LogPatterns { source in
    read(source, ignoringCase: !source.contains(where: \.isUppercase))
  }

  /// Reads them as they stand, as grep would; `(?i)` ignores case.
  package static let exact = LogPatterns { read($0, ignoringCase: false) }

  private static func read(
    _ source: String, ignoringCase: Bool
  ) -> Result<LogPattern, LogPatternProblem> {
    do {
      let compiled = try PCRE2Pattern(source, ignoringCase: ignoringCase)
      return .success(
        LogPattern(
          source, matches: { compiled.matches($0) }, find: { compiled.find($0) }))
    } catch {
      return .failure(error)
    }
  }
}
