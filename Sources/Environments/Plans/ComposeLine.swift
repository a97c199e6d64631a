/// One line of what Compose says while it works, or would do in a dry run: ` Container trading-dev-api-1  Started`.
package struct ComposeLine: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case container = "Container"
    case network = "Network"
    case volume = "Volume"
    case image = "Image"
  }

  package var kind: Kind
  package var name: String
  /// Compose's own word, such as `Creating`, `Started` or `Error`.
  package var state: String
  package var isDryRun: Bool

  package init(_ kind: Kind, _ name: String, _ state: String, isDryRun: Bool = false) {
    self.kind = kind
    self.name = name
    self.state = state
    self.isDryRun = isDryRun
  }

  /// Null for a line that tells no progress, such as a warning or an error.
  package static func parse(_ line: String) -> ComposeLine? {
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
