/// What may be shown, logged and recorded of what programs print.
///
/// A text that it has passed holds no known secret and nothing that looks like one. A program that reads an
/// environment's files may also quote a secret that nobody knows, because the file is faulty: of its words, what it
/// quotes or names as wrong is withheld, too, except the names that the files give. Passing twice changes nothing.
package struct ProgramMask: Hashable, Sendable {
  package enum Speaker: Hashable, Sendable {
    /// Compose, which reads the environment's files.
    case reader
    /// Any other program, such as a health check, a service, an engine or make.
    case other
  }

  package var secrets: KnownSecrets
  /// What a reader may quote: the names of services, keys, variables and files.
  package var names: Set<String>
  /// Secrets that the files no longer hold, but a container.
  package var earlier = KnownSecrets()

  /// What we add to Compose's words where it refuses the files also without those that are missing.
  package static let refusesRest = "; without what is missing, it refuses the rest, too"

  package init(_ secrets: KnownSecrets = KnownSecrets(), names: Set<String> = []) {
    self.secrets = secrets
    self.names = names.union(secrets.quotableNames)
  }

  package func shown(_ text: String, from speaker: Speaker) -> String {
    var shown = earlier.masked(secrets.masked(text))
    if speaker == .reader { shown = withheld(shown) }
    for known in [secrets, earlier] {
      shown = known.maskedAsWords(shown, names: names, from: speaker)
    }
    return MaskedText.of(shown)
  }

  /// Lines that another program printed, one by one. A private key of several lines is masked as a whole; then fewer
  /// lines are left.
  package func shown(lines: [String]) -> [String] {
    if lines.isEmpty { return [] }
    return shown(lines.joined(separator: "\n"), from: .other)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

extension ProgramMask {
  /// Compose's words line by line. What follows a value that was withheld to the end of its line is the rest of that
  /// value, unless it begins as Compose's own lines do.
  private func withheld(_ text: String) -> String {
    var lines: [String] = []
    var isWithinValue = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if isWithinValue, !Self.isOwnLine(line) { continue }
      if line == Self.escapeAdvice, let last = lines.last {
        lines[lines.count - 1] = last + " " + line
        isWithinValue = true
        continue
      }
      let (shown, isOpen) = withheld(line: String(line))
      isWithinValue = isOpen
      lines.append(shown)
    }
    return lines.joined(separator: "\n")
  }

  /// Whether a line reports progress or a warning, as none of a value does.
  private static func isOwnLine(_ line: Substring) -> Bool {
    line.hasPrefix("time=\"")
      || [" Container ", " Network ", " Volume ", " Image "].contains { line.hasPrefix($0) }
  }

  /// Compose prints the whole value behind this line, which belongs to the one before.
  private static let escapeAdvice = "You may need to escape any $ with another $."

  private func withheld(line: String) -> (text: String, isOpen: Bool) {
    if line.hasPrefix("time=\""), let start = line.firstRange(of: " msg=\"")?.upperBound {
      let message = line[start...].dropLast(line.hasSuffix("\"") ? 1 : 0)
      let (shown, _) = withheld(line: String(message).replacing("\\\"", with: "\""))
      return (line[..<start] + shown.replacing("\"", with: "\\\"") + "\"", false)
    }
    // An engine quotes commands, paths and images, of which only the secrets are withheld.
    if let engine = line.firstRange(of: "Error response from daemon: ")?.upperBound,
      !Self.engineQuotesFiles(line[engine...])
    {
      let (shown, _) = withheld(line: String(line[..<engine].dropLast(2)))
      return (shown + ": " + line[engine...], false)
    }
    var words = MessageWords(line, names: names, unquotable: secrets.unquotableNames)
    words.withhold()
    return (words.text, words.isOpen)
  }

  private static func engineQuotesFiles(_ words: Substring) -> Bool {
    let lowered = words.lowercased()
    return ["environment", "label", "sysctl", "log opt", "log-opt"].contains(
      where: lowered.contains)
  }
}
