/// The state of an environment immediately before planning.
package struct Observation: Hashable, Sendable {
  package var containers: [ContainerStatus]
  /// The output of `docker compose --dry-run up -d`; empty when the dry run failed.
  package var decisions: [ComposeLine]
  /// Whether the dry run told all that it would do. Otherwise a service without a decision may be recreated.
  package var isRehearsed = true
  /// The images that services need and the engine does not have.
  package var missingImages: [MissingImage]
  /// The revision of the rendered configuration, as the next launch would label it.
  package var revision: String?
  /// The digest of all that Compose was given; `nil` when nothing was resolved.
  package var given: String?
  /// The engine's identifier: a plan made for one engine is not executed on another.
  package var engine: String?
  /// Other observations, on which no plan depends.
  package var notes: [Plan.Note]

  package init(
    containers: [ContainerStatus], decisions: [ComposeLine] = [],
    missingImages: [MissingImage] = [],
    revision: String? = nil, notes: [Plan.Note] = []
  ) {
    self.containers = containers
    self.decisions = decisions
    self.missingImages = missingImages
    self.revision = revision
    self.notes = notes
  }

  /// A text that changes when anything changes that a plan depends on. Health is left out, because it changes
  /// without any operation.
  package var digest: String {
    let containers = containers.map { container in
      "container \(container.id) \(container.name) \(container.state) \(container.revision ?? "-")"
    }
    let decisions = decisions.map { "\($0.kind.rawValue) \($0.name) \($0.state)" }
    let images = missingImages.map { "missing \($0.name)" }
    return
      (containers.sorted() + Set(decisions).sorted() + images.sorted()
      + ["revision \(revision ?? "-")"] + (given.map { ["given \($0)"] } ?? [])
      + (engine.map { ["engine \($0)"] } ?? [])).joined(
        separator: "\n")
  }
}

/// One line of Compose's output during an operation or a dry run: ` Container trading-dev-api-1  Started`.
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

/// An image that a launch needs and the engine does not have.
package struct MissingImage: Hashable, Sendable {
  /// How the image is obtained.
  package enum Source: Hashable, Sendable {
    /// By the repository's own `make images`.
    case make
    /// From a registry.
    case pull
    /// By the `build:` section of a service.
    case build(service: String)
  }

  package var name: String
  package var source: Source

  package init(_ name: String, _ source: Source) {
    self.name = name
    self.source = source
  }

  /// The step of a plan that obtains the image.
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
