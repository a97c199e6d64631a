/// An image that a launch needs and the engine does not have.
package struct MissingImage: Hashable, Sendable {
  /// Who can bring it.
  package enum Source: Hashable, Sendable {
    /// The repository's own `make images`.
    case make
    /// A registry.
    case pull
    /// The `build:` section of a service.
    case build(service: String)
  }

  package var name: String
  package var source: Source

  package init(_ name: String, _ source: Source) {
    self.name = name
    self.source = source
  }

  /// The step of a plan that brings it.
  ///
  /// - Parameter buildMinutes: how long `make images` takes, roughly.
  func step(buildMinutes: Int?) -> Plan.Step {
    switch source {
    case .make:
      let length = buildMinutes.map { ", about \($0) \($0 == 1 ? "minute" : "minutes")" } ?? ""
      return Plan.Step(.buildImages, name, cause: "image missing\(length)")
    case .pull: return Plan.Step(.pull, name, cause: "image missing")
    case .build(let service):
      return Plan.Step(.build, name, cause: "image missing, \(service) builds it")
    }
  }
}
