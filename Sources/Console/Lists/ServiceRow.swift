import Environments

/// One service over all environments.
struct ServiceRow: Hashable, Sendable {
  var name: String
  /// `nil` where it is not declared.
  var services: [Service?]

  init(_ name: String, environments: Int) {
    self.name = name
    services = Array(repeating: nil, count: environments)
  }

  /// More than one replica somewhere.
  var isScaled: Bool { services.contains { ($0?.replicas ?? 1) != 1 } }
}
