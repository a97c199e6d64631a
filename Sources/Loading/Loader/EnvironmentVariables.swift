import Environments

/// The variables of one environment, with the values of all `.env` files.
struct EnvironmentVariables {
  /// The entries of all files by name, lowest first.
  private(set) var layers: [ExactText: [EnvFile.Entry]] = [:]
  private(set) var files: [String] = []

  mutating func add(_ file: EnvFile) {
    files.append(file.file)
    if layers.isEmpty { layers.reserveCapacity(file.entries.count) }
    for entry in file.entries { layers[entry.name, default: []].append(entry) }
  }

  subscript(name: String) -> EnvFile.Entry? { layers[name]?.last }

  /// Sorted.
  var names: [String] { layers.keys.sorted().map(\.text) }

  var winners: [ExactText: EnvFile.Entry] { layers.compactMapValues(\.last) }

  /// The origins of the effective values.
  var origins: [ExactText: Origin] {
    layers.compactMapValues { entries in
      entries.last.map { Origin(layer: .envFile, location: $0.location) }
    }
  }

  /// Masks the variables that `variables:` declares as secret, and those whose values interpolate one.
  mutating func hide(_ names: some Sequence<String>) {
    var next = names.flatMap { name in layers[name] ?? [] }
    var hidden: Set<Location> = []
    while let entry = next.popLast() {
      guard hidden.insert(entry.location).inserted else { continue }
      hide(entry)
      next += layers.values.joined().filter { $0.variables.contains(entry.location) }
    }
  }

  /// Masks the values that contain a known secret.
  mutating func hide(_ secrets: KnownSecrets) {
    let found = layers.values.joined().filter { entry in
      guard case .plain(let text) = entry.value else { return false }
      return secrets.masked(text) != text
    }
    for entry in found { hide(entry) }
  }

  private mutating func hide(_ hidden: EnvFile.Entry) {
    layers[hidden.name] = layers[hidden.name]?.map { entry in
      guard entry.location == hidden.location else { return entry }
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
          value.settingValue(fingerprint), Origin(layer: .envFile, location: entry.location),
          variables: entry.variables.map { Origin(layer: .envFile, location: $0) })
      }
      return Setting(SettingKey(isSecret ? .secrets : .env, name.text), layerValues: layerValues)
    }
  }
}
