/// Turns entries into settings: what each file said, low to high, secrets out of sight.
struct ComposeLadders {
  /// Where each variable of the `.env` files was set.
  var variables: [String: Origin]
  var masking: ComposeMasking

  /// The settings of the files as they are written, unsorted.
  func settings(of documents: [ComposeDocument]) -> [Setting] {
    var ladders: [SettingKey: [Setting.Rung]] = [:]
    for document in documents {
      for entry in document.entries {
        let masked = masking.mask(entry)
        let path = entry.key
        ladders[SettingKey(masked.source, path), default: []]
          .append(rung(masked.value, from: entry))
        if let password = masked.password {
          ladders[SettingKey(.secrets, path), default: []].append(rung(password, from: entry))
        }
      }
    }
    return ladders.map { Setting($0.key, ladder: $0.value) }
  }

  /// A rung whose origin is where the entry stands.
  func rung(_ value: Value, from entry: ComposeEntry) -> Setting.Rung {
    Setting.Rung(
      value, Origin(layer: .compose, location: entry.location),
      variables: origins(of: entry.references))
  }

  private func origins(of references: [VariableReference]) -> [Origin] {
    guard !references.isEmpty else { return [] }
    var names: Set<String> = []
    return references.filter { names.insert($0.name).inserted }.compactMap { variables[$0.name] }
  }
}
