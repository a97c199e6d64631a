import Environments

/// What Compose wrote to standard error: its log lines (`time="…" level=warning msg="…"`) apart from the rest.
package struct ComposeMessages: Hashable, Sendable {
  /// Without repetitions, in the order of their first appearance.
  package var warnings: [String] = []
  /// All lines except the log lines of warnings.
  package var lines: [String] = []

  package init(_ errors: String) {
    for line in errors.split(whereSeparator: \.isNewline).map(String.init) {
      if let warning = loggedWarning(line) {
        if !warnings.contains(warning) { warnings.append(warning) }
      } else {
        lines.append(line)
      }
    }
  }

  /// Why Compose failed, in its own words: the last of its lines.
  package var reason: String {
    lines.last { !$0.allSatisfy(\.isWhitespace) } ?? warnings.last ?? "Compose gave no reason."
  }
}

private func loggedWarning(_ line: String) -> String? {
  guard line.hasPrefix("time=\""), let level = line.firstRange(of: " level=warning msg=") else {
    return nil
  }
  return unquoted(line[level.upperBound...])
}

/// The log quotes a message that contains spaces or quotes.
private func unquoted(_ text: Substring) -> String {
  guard text.first == "\"", text.last == "\"", text.count > 1 else { return String(text) }
  var result = ""
  var isEscaped = false
  for character in text.dropFirst().dropLast() {
    if isEscaped {
      result.append(character == "n" ? "\n" : character == "t" ? "\t" : character)
      isEscaped = false
    } else if character == "\\" {
      isEscaped = true
    } else {
      result.append(character)
    }
  }
  return result
}

extension ComposeLine {
  /// `nil` for a line that reports no progress, such as a warning or an error.
  static func parse(_ line: String) -> ComposeLine? {
    var rest = Substring(line).drop { $0 == " " }
    let isDryRun = rest.hasPrefix(dryRunMark)
    if isDryRun { rest = rest.dropFirst(dryRunMark.count) }
    let parts = rest.split(separator: " ")
    guard parts.count > 2, let kind = Kind(rawValue: String(parts[0])) else { return nil }
    let name = parts[1].filter { $0 != "\"" }
    return ComposeLine(
      kind, name, parts[2...].joined(separator: " ").spelledOut, isDryRun: isDryRun)
  }

  private static let dryRunMark = "DRY-RUN MODE -"
}
