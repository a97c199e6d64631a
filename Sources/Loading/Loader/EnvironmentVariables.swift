import Environments

/// The variables of one environment, with the values of all `.env` files.
struct EnvironmentVariables {
  /// The entries of all files by name, lowest first.
  private(set) var layers: [ExactText: [EnvFile.Entry]] = [:]
  private(set) var files: [String] = []
  /// The variables of the shell that Compose receives. One that something uses is a layer, too.
  private(set) var shell: [ExactText: EnvFile.Entry] = [:]

  mutating func add(_ file: EnvFile) {
    files.append(file.file)
    if layers.isEmpty { layers.reserveCapacity(file.entries.count) }
    for entry in file.entries { layers[entry.name, default: []].append(entry) }
  }

  /// Takes from the shell what Compose takes, once all files are added.
  mutating func add(shell variables: [String: String]) {
    shell = ShellVariables.entries(
      ShellVariables.passed(variables, besides: Set(layers.keys)))
  }

  /// Adds the variables of the shell among the names as layers.
  mutating func use(_ names: some Sequence<String>) {
    for name in names {
      guard let entry = shell[name], layers[name]?.last?.origin != entry.origin else { continue }
      layers[name, default: []].append(entry)
    }
  }

  /// The value in the `.env` files, which triptych's own files use.
  subscript(name: String) -> EnvFile.Entry? { layers[name]?.last { $0.origin.layer == .envFile } }

  /// The value that Compose uses.
  func ofCompose(_ name: String) -> EnvFile.Entry? { shell[name] ?? layers[name]?.last }

  /// Sorted.
  var names: [String] { layers.keys.sorted().map(\.text) }

  /// The values that Compose uses.
  var winners: [ExactText: EnvFile.Entry] {
    layers.compactMapValues(\.last).merging(shell) { _, shell in shell }
  }

  /// The origins of the effective values.
  var origins: [ExactText: Origin] {
    winners.mapValues(\.origin)
  }

  /// Masks the variables that `variables:` declares as secret, and those whose values interpolate one.
  mutating func hide(_ names: some Sequence<String>) {
    var next = names.flatMap { name in
      (layers[name] ?? []) + [shell[name]].compactMap(\.self)
    }
    var hidden: Set<Origin> = []
    while let entry = next.popLast() {
      guard hidden.insert(entry.origin).inserted else { continue }
      hide(entry)
      next += layers.values.joined().filter { $0.variables.contains(entry.origin) }
    }
  }

  /// Masks the values that contain a known secret.
  mutating func hide(_ secrets: KnownSecrets) {
    guard !secrets.isEmpty else { return }
    let found = layers.values.joined().filter { entry in
      guard case .plain(let text) = entry.value else { return false }
      return secrets.areIn(text)
    }
    for entry in found { hide(entry) }
  }

  private mutating func hide(_ hidden: EnvFile.Entry) {
    if shell[hidden.name]?.origin == hidden.origin {
      shell[hidden.name]?.value = EnvValue(hidden.value.revealed, isSecret: true)
    }
    layers[hidden.name] = layers[hidden.name]?.map { entry in
      guard entry.origin == hidden.origin else { return entry }
      var entry = entry
      entry.value = EnvValue(entry.value.revealed, isSecret: true)
      return entry
    }
  }

  /// One setting for each name, of the source `secrets` when any of its values is secret, otherwise `env`.
  func settings(_ fingerprint: Fingerprinter) -> [Setting] {
    layers.map { name, entries in
      let isSecret = entries.contains { $0.value.isSecret }
      let layerValues = entries.map { entry in
        let value = isSecret ? EnvValue(entry.value.revealed, isSecret: true) : entry.value
        return Setting.LayerValue(
          value.settingValue(fingerprint), entry.origin, variables: entry.variables)
      }
      return Setting(SettingKey(isSecret ? .secrets : .env, name.text), layerValues: layerValues)
    }
  }
}
