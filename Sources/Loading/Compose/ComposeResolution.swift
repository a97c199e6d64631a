import Environments

/// Builds the settings of one environment from Compose's resolved model and the files as written.
struct ComposeResolution {
  var names: ComposeNames
  var written: ComposeEntryIndex
  var layers: ComposeLayers
  var doubts: ComposeDoubts
  /// What the model was resolved without.
  var lack = ComposeLack()

  /// The settings of the resolved model, unsorted, each with the positions that set it.
  func settings(of model: MaskedModel) -> [Setting] {
    guard !lack.isEmpty else {
      return model.entries.flatMap { settings(of: $0.masked, at: $0.path) }
    }
    let services = lack.reasonsOfServices
    return model.entries.flatMap { entry in
      guard !entry.masked.value.isUnknown else { return settings(of: entry.masked, at: entry.path) }
      let last = written.entries(at: entry.path).last
      let reason = lack.reason(at: entry.path, setBy: last, services)
      let masked = reason.map(entry.masked.unknown) ?? entry.masked
      return settings(of: masked, at: entry.path)
    }
  }

  /// The values that triptych evaluates otherwise than Compose: the key and the place, without the value.
  func doubts(about model: MaskedModel) -> [String] {
    model.entries.compactMap { entry in
      let writers = written.entries(at: entry.path)
      guard let writer = writers.last, writer.path == entry.path,
        doubts.differs(writer, from: entry.masked)
      else { return nil }
      return "\(entry.path.joined(separator: ".")) at \(writer.location)"
    }
  }

  private func settings(of masked: ComposeMasking.Masked, at path: [String]) -> [Setting] {
    let writers = self.writers(of: path, masked.value)
    let losers = writers.dropLast().map { loser in
      layers.layerValue(layers.masking.mask(loser).value, from: loser)
    }
    let value = names.shortened(inWordsOf(writers.last, masked.value), at: path)
    let key = lack.placeholders.spelled(path.joined(separator: "."))
    var settings = [
      Setting(
        SettingKey(masked.source, key), layerValues: losers + [winner(value, writers.last)])
    ]
    if let password = masked.password {
      let layerValues = [winner(password, writers.last)]
      settings.append(Setting(SettingKey(.secrets, key), layerValues: layerValues))
    }
    return settings
  }

  private func winner(_ value: Value, _ entry: ComposeEntry?) -> Setting.LayerValue {
    guard let entry else { return Setting.LayerValue(value, Origin(layer: .compose)) }
    return layers.layerValue(value, from: entry)
  }

  /// The entries that set a path, the winner last. A value of an env file or an extended service that cannot be read
  /// has the position of the key that names it.
  private func writers(of path: [String], _ value: Value) -> [ComposeEntry] {
    let own = written.entries(at: path)
    guard own.isEmpty, path.count > 2, path[0] == "services" else {
      return agreeing(own, with: value)
    }
    let service = "services.\(path[1])"
    if path[2] == "environment", let file = written.entry("\(service).env_file") {
      return [file]
    }
    // Where all is read, what no file sets is supplied by Compose.
    guard written.partlyRead.contains(path[1]) else { return [] }
    let extends = written.entry("\(service).extends.service") ?? written.entry("\(service).extends")
    return [extends].compactMap(\.self)
  }

  /// The entries with the one last that says what Compose says. It is the last one already, except where releases of
  /// Compose merge in an order of their own.
  private func agreeing(_ entries: [ComposeEntry], with value: Value) -> [ComposeEntry] {
    guard entries.count > 1, let last = entries.last, last.references.isEmpty, last.value != .null
    else { return entries }
    func agrees(_ entry: ComposeEntry) -> Bool {
      entry.references.isEmpty && layers.masking.mask(entry).value == value
    }
    guard !agrees(last), let index = entries.lastIndex(where: agrees) else { return entries }
    var entries = entries
    entries.append(entries.remove(at: index))
    return entries
  }

  /// The value as the operator wrote it, when it is equal to the resolved one.
  private func inWordsOf(_ entry: ComposeEntry?, _ value: Value) -> Value {
    guard let entry, entry.references.isEmpty, entry.value == value else { return value }
    return entry.value
  }
}
