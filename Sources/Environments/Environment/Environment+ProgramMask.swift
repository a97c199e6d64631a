extension Environment {
  /// What may be shown of the texts of programs that act on the environment or run in it.
  package var programMask: ProgramMask { ProgramMask(knownSecrets, names: namesOfFiles) }

  /// The names that the Compose files and the `.env` files give: a message that quotes one of them tells nothing else.
  private var namesOfFiles: Set<String> {
    var names: Set<String> = [name, target.project]
    for setting in settings where setting.key.source != .settings {
      let parts = setting.key.path.split(separator: ".")
      names.formUnion(parts.map(String.init))
      names.formUnion(setting.namesOfMount(parts).filter { !knownSecrets.areWeaklyIn($0) })
      if let file = setting.winner.variables.first?.location?.file { names.insert(file) }
    }
    names.formUnion(services.flatMap { [$0.name, $0.image ?? $0.name] })
    names.formUnion(target.composeFiles + target.envFiles)
    if let context = target.context { names.insert(context) }
    return names
  }
}

extension Setting {
  /// The folder or volume that a service mounts, and where: both are shown beside each other wherever settings are.
  ///
  /// - Parameter parts: those of the path.
  fileprivate func namesOfMount(_ parts: [Substring]) -> [String] {
    guard key.source == .compose, parts.count > 3, parts[0] == "services", parts[2] == "volumes",
      case .string(let source) = value
    else { return [] }
    return [parts[3...].joined(separator: "."), String(source.prefix { $0 != " " })]
  }
}
