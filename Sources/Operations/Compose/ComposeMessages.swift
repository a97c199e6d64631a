import Engine
import Environments

/// What Compose wrote to standard error, without what may be a secret: its log lines
/// (`time="…" level=warning msg="…"`) apart from the rest.
package struct ComposeMessages: Hashable, Sendable {
  /// Without repetitions, in the order of their first appearance.
  package var warnings: [String] = []
  /// All lines except the log lines of warnings.
  package var lines: [String] = []

  package init(_ errors: String, of environment: Environment) {
    self.init(errors, by: environment.programMask)
  }

  init(_ errors: String = "", by mask: ProgramMask = ProgramMask()) {
    var rest: [String] = []
    for line in errors.split(whereSeparator: \.isNewline).map(String.init) {
      if let warning = loggedWarning(line).map({ mask.shown($0, from: .reader) }) {
        if !warnings.contains(warning) { warnings.append(warning) }
      } else {
        rest.append(line)
      }
    }
    lines = mask.shown(rest.joined(separator: "\n"), from: .reader)
      .split(whereSeparator: \.isNewline).map(String.init)
  }

  /// Why Compose failed, in its own words: the last of its lines, or the first of a crash, whose last lines are the
  /// program's own stack.
  package var reason: String {
    crash(in: lines)
      ?? lines.last { !$0.allSatisfy(\.isWhitespace) }.map { String($0.drop { $0 == " " }) }
      ?? warnings.last
      ?? "Compose gave no reason."
  }
}

extension ComposeMessages {
  /// Whether a dry run failed by being one: copying a secret or a configuration into a container that it only pretended
  /// to create. Its progress is marked in the same way, but is never the last line of a failure.
  var isFaultOfRehearsal: Bool {
    guard let last = lines.last(where: { !$0.allSatisfy(\.isWhitespace) }) else { return false }
    return last.contains("DRY-RUN MODE") || last.contains("dryRunId")
  }

  /// Orphans are told by triptych itself, with their state and their volumes.
  var warningsBesidesOrphans: [String] {
    warnings.filter { !$0.hasPrefix("Found orphan containers") }
  }

  /// The warnings that a plan has not told already, for the outcome; `nil` when there is none.
  func note(besides plan: Plan) -> String? {
    let new = warningsBesidesOrphans.filter { warning in
      !plan.notes.contains { $0.text.hasSuffix(warning) }
    }
    return new.isEmpty ? nil : "Compose warned: " + new.joined(separator: "; ")
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
