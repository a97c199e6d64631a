import Environments

extension [Environment] {
  /// Makes all environments agree on which keys are secret, so that equal bytes are never a fingerprint in one and plain
  /// text in another.
  ///
  /// A variable, or a text of a Compose file, that is a secret as a whole in one environment is one in all. A setting is
  /// one where it has the bytes that are a secret elsewhere.
  ///
  /// - Returns: the indexes of the environments that changed.
  mutating func agreeOnSecrets(_ fingerprint: Fingerprinter) -> [Int] {
    guard count > 1 else { return [] }
    let (keys, prints) = (wholeSecrets, settingSecrets)
    guard !keys.isEmpty || !prints.isEmpty else { return [] }
    return indices.filter { index in
      let hasSecrets = self[index].hide(keys, fingerprint)
      return self[index].hide(prints, fingerprint) || hasSecrets
    }
  }

  /// The keys in the sources of plain text whose values are secrets as a whole in some environment.
  private var wholeSecrets: Set<SettingKey> {
    reduce(into: []) { keys, environment in
      for setting in environment.settings(.secrets, under: "") {
        let isVariable = setting.winner.origin.layer == .envFile
        let plain = SettingKey(isVariable ? .env : .compose, setting.key.path)
        // Beside a text that shows the rest, the fingerprint is that of a part.
        if environment.setting(plain) == nil { keys.insert(plain) }
      }
    }
  }

  /// The fingerprints of settings that are secret in some environment.
  private var settingSecrets: [SettingKey: Set<Fingerprint>] {
    reduce(into: [:]) { prints, environment in
      for setting in environment.settings(.settings, under: "") {
        let own = setting.layerValues.flatMap(\.value.fingerprints)
        if !own.isEmpty { prints[setting.key, default: []].formUnion(own) }
      }
    }
  }
}

extension Environment {
  /// Turns the settings with these keys into secrets; returns whether there were any.
  fileprivate mutating func hide(
    _ keys: Set<SettingKey>, _ fingerprint: Fingerprinter
  ) -> Bool {
    let hidden = keys.filter { setting($0) != nil }
    guard !hidden.isEmpty else { return false }
    for index in settings.indices where hidden.contains(settings[index].key) {
      settings[index].key.source = .secrets
      for layer in settings[index].layerValues.indices {
        let value = settings[index].layerValues[layer].value
        if isPlaceholder(value) { continue }
        settings[index].layerValues[layer].value = value.hidden(by: fingerprint)
      }
    }
    settings = settings.sortedByKey()
    return true
  }

  /// Whether a text of a Compose file as written stands in place of a value.
  private func isPlaceholder(_ value: Value) -> Bool {
    guard composeState != .resolved, case .string(let text) = value else { return false }
    return text.utf8.contains(UInt8(ascii: "$"))
  }

  /// Hides the values of settings that have one of these fingerprints; returns whether there were any.
  fileprivate mutating func hide(
    _ prints: [SettingKey: Set<Fingerprint>], _ fingerprint: Fingerprinter
  ) -> Bool {
    var isChanged = false
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
    }
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

  fileprivate func hidden(by fingerprint: Fingerprinter) -> Value {
    switch self {
    case .secret, .null: self
    case .string(let text): text.isEmpty ? self : .secret(fingerprint(Secret(text)))
    default: .secret(fingerprint(Secret(text)))
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
