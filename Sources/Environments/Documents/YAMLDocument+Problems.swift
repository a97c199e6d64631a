import Yams

extension YAMLDocument {
  /// Yams' own descriptions quote the file, which may hold secrets: only problem and place are used.
  static func syntaxError(_ error: any Error, text: String, file: String) -> Diagnostic {
    guard let error = error as? YamlError else {
      return Diagnostic(.error, "YAML01", "the file is not YAML", at: start(of: file))
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let place = Location(file: file, line: mark.line, column: mark.column)
      if problem.contains("another document") {
        return Diagnostic(
          .error, "YAML01", "a second document starts here", at: place,
          hint: "one file holds one document")
      }
      if problem.hasPrefix("Maximum nesting level") {
        return Diagnostic(.error, "YAML03", "the document is nested too deeply", at: place)
      }
      return Diagnostic(
        .error, "YAML01", words(problem, context: context, at: mark), at: place,
        hint: hint(problem, line: line(mark.line, of: text), column: mark.column))
    case .reader(let problem, _, _, _):
      return Diagnostic(
        .error, "YAML01", "the file is not YAML: \(problem)", at: start(of: file))
    default:
      return Diagnostic(.error, "YAML01", "the file is not YAML", at: start(of: file))
    }
  }

  private static func start(of file: String) -> Location {
    Location(file: file, line: 1, column: 1)
  }

  private static func words(
    _ problem: String, context: YamlError.Context?, at mark: Mark
  ) -> String {
    guard let context, !context.text.isEmpty, context.mark.line != mark.line else { return problem }
    return "\(problem), \(context.text) from line \(context.mark.line) on"
  }

  private static func hint(_ problem: String, line: String, column: Int) -> String? {
    let scalars = Array(line.unicodeScalars)
    if scalars.prefix(column).contains("\t") { return "indent with spaces; YAML allows no tabs" }
    if problem.contains("mapping values are not allowed") {
      return "quote a text that holds a colon and a space"
    }
    return nil
  }

  private static func line(_ number: Int, of text: String) -> String {
    var current = 1
    var result = ""
    for scalar in text.unicodeScalars {
      if current > number { break }
      if scalar == "\n" {
        current += 1
      } else if current == number {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
