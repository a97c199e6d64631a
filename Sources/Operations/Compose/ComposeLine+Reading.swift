import Environments

extension ComposeLine {
  /// `nil` for a line that tells no progress, such as a warning or an error.
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
