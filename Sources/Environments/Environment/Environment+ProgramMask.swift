extension Environment {
  /// What may be shown of the texts of programs that act on the environment or run in it.
  package var programMask: ProgramMask { ProgramMask(knownSecrets, names: namesOfFiles) }

  /// The names that the Compose files and the `.env` files give: a message that quotes one of them tells nothing else.
  private var namesOfFiles: Set<String> {
    var names: Set<String> = [name, target.project]
    for setting in settings where setting.key.source != .settings {
      names.formUnion(setting.key.path.split(separator: ".").map(String.init))
      if let file = setting.winner.variables.first?.location?.file { names.insert(file) }
    }
    names.formUnion(services.flatMap { [$0.name, $0.image ?? $0.name] })
    names.formUnion(target.composeFiles + target.envFiles)
    if let context = target.context { names.insert(context) }
    return names
  }
}
