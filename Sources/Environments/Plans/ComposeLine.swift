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
}
