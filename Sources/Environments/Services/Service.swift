/// One service as the Compose files declare it.
package struct Service: Hashable, Sendable {
  package var name: String
  package var image: String?
  package var replicas: Int
  package var hasHealthCheck: Bool
  /// A job that is done when it exits with 0: `restart` absent or "no", and somebody waits for its completion.
  package var isOneShot: Bool
  /// Names of the services that must be up before it.
  package var dependsOn: [String]
  package var location: Location?

  package init(
    name: String, image: String? = nil, replicas: Int = 1, hasHealthCheck: Bool = false,
    isOneShot: Bool = false, dependsOn: [String] = [], location: Location? = nil
  ) {
    self.name = name
    self.image = image
    self.replicas = replicas
    self.hasHealthCheck = hasHealthCheck
    self.isOneShot = isOneShot
    self.dependsOn = dependsOn
    self.location = location
  }
}
