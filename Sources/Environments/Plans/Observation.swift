/// What was seen of an environment right before planning.
package struct Observation: Hashable, Sendable {
  package var containers: [ContainerStatus]
  /// What `docker compose --dry-run up -d` said; empty when it could not say.
  package var decisions: [ComposeLine]
  /// Images that services need and the engine does not have.
  package var missingImages: [MissingImage]
  /// The revision of the rendered configuration, as the next launch would label it.
  package var revision: String?
  /// The engine's own identifier: a plan made for one engine is not carried out on another.
  package var engine: String?
  /// What else was noticed; no plan depends on it.
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

  /// The same text for the same reality, and another one when anything moved that a plan depends on. Health is left
  /// out: it comes and goes by itself.
  package var digest: String {
    let containers = containers.map { container in
      "container \(container.id) \(container.name) \(container.state) \(container.revision ?? "-")"
    }
    let decisions = decisions.map { "\($0.kind.rawValue) \($0.name) \($0.state)" }
    let images = missingImages.map { "missing \($0.name)" }
    return
      (containers.sorted() + Set(decisions).sorted() + images.sorted()
      + ["revision \(revision ?? "-")"] + (engine.map { ["engine \($0)"] } ?? [])).joined(
        separator: "\n")
  }
}
