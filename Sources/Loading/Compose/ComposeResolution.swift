import Environments

/// Replaces what the files of one environment say by what Compose made of them.
struct ComposeResolution {
  var names: ComposeNames
  var documents: [ComposeDocument]
  var places: ComposePlaces
  var layers: ComposeLayers

  /// The settings of the resolved model, unsorted, each with the places that set it.
  func settings(of model: MaskedModel) -> [Setting] {
    model.entries.flatMap { settings(of: $0.masked, at: $0.path) }
  }

  private func settings(of masked: ComposeMasking.Masked, at place: [String]) -> [Setting] {
    let written = writers(of: place)
    let losers = written.dropLast().map { loser in
      layers.layerValue(layers.masking.mask(loser).value, from: loser)
    }
    let value = names.neutral(inWordsOf(written.last, masked.value))
    let path = names.neutral(place.joined(separator: "."))
    var settings = [
      Setting(
        SettingKey(masked.source, path), layerValues: losers + [winner(value, written.last)])
    ]
    if let password = masked.password {
      let layerValues = [winner(password, written.last)]
      settings.append(Setting(SettingKey(.secrets, path), layerValues: layerValues))
    }
    return settings
  }

  private func winner(_ value: Value, _ entry: ComposeEntry?) -> Setting.LayerValue {
    guard let entry else { return Setting.LayerValue(value, Origin(layer: .compose)) }
    return layers.layerValue(value, from: entry)
  }

  /// What a service takes from its `env_file` or, by `extends`, from another service is placed there, for want of
  /// anything nearer.
  private func writers(of place: [String]) -> [ComposeEntry] {
    let own = places.entries(at: place)
    guard own.isEmpty, place.count > 2, place[0] == "services" else { return own }
    let service = "services.\(place[1])"
    if place[2] == "environment", let file = places.entry("\(service).env_file") {
      return [file]
    }
    let extends = places.entry("\(service).extends.service") ?? places.entry("\(service).extends")
    return [extends].compactMap(\.self)
  }

  /// An amount reads as the operator wrote it.
  private func inWordsOf(_ entry: ComposeEntry?, _ value: Value) -> Value {
    guard let entry, entry.references.isEmpty, entry.value == value else { return value }
    return entry.value
  }
}
