import Environments

extension [Environment] {
  /// Makes all environments agree on the values that are secret as a whole, so that equal bytes of a key are never a
  /// fingerprint in one and plain text in another.
  ///
  /// - Returns: the indexes of the environments that changed.
  mutating func agreeOnSecrets(_ fingerprint: Fingerprinter) -> [Int] {
    guard count > 1 else { return [] }
    let prints = secretPrints
    guard !prints.isEmpty else { return [] }
    return indices.filter { index in self[index].hide(prints, fingerprint) }
  }

  /// The fingerprints of values that are secret in some environment, by the keys that plain text would have.
  private var secretPrints: [SettingKey: Set<Fingerprint>] {
    reduce(into: [:]) { prints, environment in
      for setting in environment.settings {
        guard let plain = environment.plainKey(of: setting) else { continue }
        let own = setting.layerValues.flatMap(\.value.fingerprints)
        if !own.isEmpty { prints[plain, default: []].formUnion(own) }
      }
    }
  }
}

extension Environment {
  /// The key of a setting if its value were plain; `nil` for one that cannot be a secret as a whole.
  fileprivate func plainKey(of setting: Setting) -> SettingKey? {
    switch setting.key.source {
    case .settings: return setting.key
    case .env, .compose: return nil
    case .secrets:
      let isVariable = setting.winner.origin.layer == .envFile
      let plain = SettingKey(isVariable ? .env : .compose, setting.key.path)
      // Beside a text that shows the rest, the fingerprint is that of a part.
      return self.setting(plain) == nil ? plain : nil
    }
  }

  /// Hides the values that have one of these fingerprints; returns whether there were any.
  fileprivate mutating func hide(
    _ prints: [SettingKey: Set<Fingerprint>], _ fingerprint: Fingerprinter
  ) -> Bool {
    var isChanged = false
    var secrets: [Int] = []
    for (key, prints) in prints {
      let index = position(of: key)
      guard index < settings.count, settings[index].key == key else { continue }
      for layer in settings[index].layerValues.indices {
        let value = settings[index].layerValues[layer].value
        let hidden = value.hidden(where: prints, by: fingerprint)
        guard hidden != value else { continue }
        settings[index].layerValues[layer].value = hidden
        isChanged = true
      }
      if key.source != .settings, case .secret = settings[index].value { secrets.append(index) }
    }
    for index in secrets { settings[index].key.source = .secrets }
    if !secrets.isEmpty { settings = settings.sortedByKey() }
    return isChanged
  }
}

extension Value {
  /// The fingerprints of the secrets in a value.
  fileprivate var fingerprints: [Fingerprint] {
    switch self {
    case .secret(let print): [print]
    case .list(let values): values.flatMap(\.fingerprints)
    case .map(let entries): entries.values.flatMap(\.fingerprints)
    default: []
    }
  }

  /// The value with fingerprints in place of the texts that have one of them.
  fileprivate func hidden(
    where prints: Set<Fingerprint>, by fingerprint: Fingerprinter
  ) -> Value {
    switch self {
    case .string(let text):
      let own = fingerprint(Secret(text))
      return prints.contains(own) ? .secret(own) : self
    case .list(let values):
      return .list(values.map { $0.hidden(where: prints, by: fingerprint) })
    case .map(let entries):
      return .map(entries.mapValues { $0.hidden(where: prints, by: fingerprint) })
    default: return self
    }
  }
}
