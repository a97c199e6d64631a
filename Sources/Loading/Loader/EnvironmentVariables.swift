import Environments

/// The variables of one environment, with the values of all `.env` files.
struct EnvironmentVariables {
  /// The entries of all files by name, lowest first.
  private(set) var layers: [String: [EnvFile.Entry]] = [:]
  private(set) var files: [String] = []

  mutating func add(_ file: EnvFile) {
    files.append(file.file)
    if layers.isEmpty { layers.reserveCapacity(file.entries.count) }
    for entry in file.entries { layers[entry.name, default: []].append(entry) }
  }

  subscript(name: String) -> EnvFile.Entry? { layers[name]?.last }

  var winners: [String: EnvFile.Entry] { layers.compactMapValues(\.last) }

  /// The origins of the effective values.
  var origins: [String: Origin] {
    layers.compactMapValues { entries in
      entries.last.map { Origin(layer: .envFile, location: $0.location) }
    }
  }

  /// Masks a variable that `variables:` declares as secret.
  mutating func hide(_ name: String) {
    layers[name] = layers[name]?.map { entry in
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
      return Setting(SettingKey(isSecret ? .secrets : .env, name), layerValues: layerValues)
    }
  }
}
