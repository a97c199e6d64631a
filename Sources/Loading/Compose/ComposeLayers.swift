import Environments

/// Limiter entries into settings: what each file said, low to high, secrets out of sight.
struct ComposeLayers {
  /// Where each variable of the `.env` files was set.
  var variables: [String: Origin]
  var masking: ComposeMasking

  /// The settings of the files as they are written, sorted by key.
  func settings(of documents: [ComposeDocument]) -> [Setting] {
    var written: [Setting] = []
    written.reserveCapacity(documents.reduce(0) { $0 + $1.entries.count })
    for entry in documents.lazy.flatMap(\.entries) {
      let masked = masking.mask(entry)
      let path = entry.key
      written.append(
        Setting(
          SettingKey(masked.source, path), layerValues: [layerValue(masked.value, from: entry)]))
      if let password = masked.password {
        written.append(
          Setting(SettingKey(.secrets, path), layerValues: [layerValue(password, from: entry)]))
      }
    }
    return joined(written)
  }

  /// Files are nearly sorted: to sort what they say is quicker than to gather it by key first. The sort is stable, so
  /// that a later file's word comes later.
  private func joined(_ written: [Setting]) -> [Setting] {
    var settings: [Setting] = []
    settings.reserveCapacity(written.count)
    for setting in written.sortedByKey() {
      if settings.last?.key == setting.key {
        settings[settings.count - 1].layerValues += setting.layerValues
      } else {
        settings.append(setting)
      }
    }
    return settings
  }

  /// A layerValue whose origin is where the entry stands.
  func layerValue(_ value: Value, from entry: ComposeEntry) -> Setting.LayerValue {
    Setting.LayerValue(
      value, Origin(layer: .compose, location: entry.location),
      variables: origins(of: entry.references))
  }

  private func origins(of references: [VariableReference]) -> [Origin] {
    guard !references.isEmpty else { return [] }
    var names: Set<String> = []
    return references.filter { names.insert($0.name).inserted }.compactMap { variables[$0.name] }
  }
}
