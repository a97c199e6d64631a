/// One line of Compose's plain progress, such as ` Container trading-dev-api-1  Started`.
package struct ComposeProgressLine: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable {
    case container = "Container"
    case network = "Network"
    case volume = "Volume"
    case image = "Image"
  }

  package var kind: Kind
  package var name: String
  /// As Compose says it, such as `Creating`, `Healthy` or `Error while Stopping`.
  package var status: String

  /// Null when the line is something else: a reason, a warning, the output of a build.
  package init?(_ line: String) {
    let dryRun = "DRY-RUN MODE - "
    let trimmed = line.drop { $0 == " " }
    let rest = trimmed.hasPrefix(dryRun) ? trimmed.dropFirst(dryRun.count) : trimmed
    let words = rest.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count >= 3, let kind = Kind(rawValue: String(words[0])) else { return nil }
    self.kind = kind
    name = words[1].filter { $0 != "\"" }
    status = words[2...].joined(separator: " ")
  }
}
