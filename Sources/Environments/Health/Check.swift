/// One health probe of an environment, as its YAML declares it or as its Compose health checks imply.
package struct Check: Hashable, Sendable {
  package enum Probe: Hashable, Sendable {
    /// `ca` is a PEM file relative to the root; `nil` trusts the system's authorities.
    case http(url: String, expectedStatus: [Int], bodyContains: String?, ca: String?)
    case tcp(host: String, port: Int)
    /// The state of the service's containers, and their Compose health checks.
    case container(service: String)
  }

  /// How often a watched check is repeated when nobody says otherwise.
  package static let usualIntervalSeconds = 10

  package var name: String
  package var probe: Probe
  package var timeoutMilliseconds: Int
  /// How often it is repeated while somebody watches.
  package var intervalSeconds: Int
  package var location: Location?

  package init(
    name: String, probe: Probe, timeoutMilliseconds: Int,
    intervalSeconds: Int = Check.usualIntervalSeconds, location: Location? = nil
  ) {
    self.name = name
    self.probe = probe
    self.timeoutMilliseconds = timeoutMilliseconds
    self.intervalSeconds = max(1, intervalSeconds)
    self.location = location
  }
}
