/// What an engine says of one container, in the order to read it. Secrets are masked where the text enters.
package struct ContainerDetails: Hashable, Sendable {
  /// One line: `port`, `127.0.0.1:18080 → 8080/tcp`.
  package struct Fact: Hashable, Sendable {
    package var label: String
    package var text: String

    package init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  package var name: String
  package var facts: [Fact]

  package init(name: String, facts: [Fact]) {
    self.name = name
    self.facts = facts
  }
}
