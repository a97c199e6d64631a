import Environments

/// The secrets that a container was created with: after a rotation, the files no longer hold them.
struct ContainerSecrets {
  private(set) var secrets: [Secret] = []

  /// - Parameter config: the member `Config` of an inspected container.
  init(_ config: JSONValue?) {
    guard let config else { return }
    for entry in config["Env"]?.texts ?? [] { read(variable: entry) }
    for command in ["Entrypoint", "Cmd"] { read(command: config[command]) }
    read(command: config["Healthcheck"]?["Test"])
  }

  private mutating func read(variable entry: String) {
    let name = entry.prefix { $0 != "=" }
    let value = String(entry.dropFirst(name.count + 1))
    if SecretPatterns.isSecret(String(name)), !value.isEmpty { secrets.append(Secret(value)) }
    read(text: value)
  }

  private mutating func read(command: JSONValue?) {
    let words = command?.texts ?? []
    if !words.isEmpty { read(text: words.joined(separator: " ")) }
  }

  private mutating func read(text: String) {
    secrets += SecretPatterns.secretParts(of: text).map { Secret(String(text[$0])) }
  }
}

extension ContainerSecrets {
  /// Masks what the container prints.
  var mask: ProgramMask { ProgramMask(KnownSecrets(secrets)) }
}

extension JSONValue {
  /// The texts of a list; none for anything else.
  fileprivate var texts: [String] { (items ?? []).compactMap(\.string) }
}
