extension ContainerDetails {
  /// The same without secrets: the given ones, and what looks like one.
  package func masked(by secrets: KnownSecrets) -> ContainerDetails {
    var details = self
    for index in facts.indices {
      details.facts[index].text = secrets.masked(output: facts[index].text)
    }
    return details
  }
}
