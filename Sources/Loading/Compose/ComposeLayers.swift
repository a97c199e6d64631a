import Environments

/// Converts entries into settings with the values of all files, lowest first, and secrets masked.
struct ComposeLayers {
  /// The origins of the variables of the `.env` files.
  var variables: [ExactText: Origin]
  var masking: ComposeMasking

  /// The settings of the files as written, sorted by key.
  func settings(of documents: [ComposeDocument]) -> [Setting] {
    var written: [Setting] = []
    written.reserveCapacity(documents.reduce(0) { $0 + $1.entries.count })
    for document in documents.inMergeOrder {
      for entry in document.entries {
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
    }
    return joined(written)
  }

  /// Joins the settings of equal keys. Files are nearly sorted, so sorting is faster than grouping by key. The sort is
  /// stable and keeps the order of the files.
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

  /// A layer value whose origin is the position of the entry.
  func layerValue(_ value: Value, from entry: ComposeEntry) -> Setting.LayerValue {
    Setting.LayerValue(
      value, Origin(layer: .compose, location: entry.location),
      variables: origins(of: entry.references))
  }

  private func origins(of references: [VariableReference]) -> [Origin] {
    // Most values use one variable.
    if references.count < 2 { return references.compactMap { variables[$0.name] } }
    var names: Set<String> = []
    return references.filter { names.insert($0.name).inserted }.compactMap { variables[$0.name] }
  }
}
