extension ContainerDetails {
  /// The same without secrets: the given ones, and what looks like one.
  package func masked(by mask: ProgramMask) -> ContainerDetails {
    var details = self
    for index in facts.indices {
      details.facts[index].text = mask.shown(facts[index].text, from: .other)
    }
    return details
  }
}
