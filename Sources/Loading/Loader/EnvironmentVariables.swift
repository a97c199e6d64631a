import Environments

/// The variables of one environment: what its `.env` files say, and which of it counts.
struct EnvironmentVariables {
  /// By name, the words of the files, lowest first.
  private(set) var layers: [String: [EnvFile.Entry]] = [:]
  private(set) var files: [String] = []

  mutating func add(_ file: EnvFile) {
    files.append(file.file)
    if layers.isEmpty { layers.reserveCapacity(file.entries.count) }
    for entry in file.entries { layers[entry.name, default: []].append(entry) }
  }

  subscript(name: String) -> EnvFile.Entry? { layers[name]?.last }

  var winners: [String: EnvFile.Entry] { layers.compactMapValues(\.last) }

  /// Where each variable was set that counts.
  var origins: [String: Origin] {
    layers.compactMapValues { entries in
      entries.last.map { Origin(layer: .envFile, location: $0.location) }
    }
  }

  /// Hides what `variables:` declares to be secret.
  mutating func hide(_ name: String) {
    layers[name] = layers[name]?.map { entry in
      var entry = entry
      entry.value = EnvValue(entry.value.revealed, isSecret: true)
      return entry
    }
  }

  /// One setting for each name: `env`, or `secrets` when any word on it is secret.
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
