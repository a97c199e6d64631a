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

/// Finds what the files said of a path of the resolved model.
struct ComposePlaces {
  private var indexes: [[String: ComposeEntry]]

  /// `values` are those of the `.env` files; they matter where a name of the model is interpolated, as in the port
  /// `"${P}:${P}"`.
  init(_ documents: [ComposeDocument], values: [String: String]) {
    indexes = documents.map { document in
      Dictionary(
        document.entries.map { (Self.resolved($0.key, values), $0) },
        uniquingKeysWith: { _, last in last })
    }
  }

  /// What each file that sets the path says of it, low to high. The deepest leaf on the path counts, so that
  /// `build: ./api` is what set `build.context`; a map on the path did not set what it does not name.
  func entries(at path: [String]) -> [ComposeEntry] {
    indexes.compactMap { index in
      for count in stride(from: path.count, to: 2, by: -1) {
        guard let entry = index[path.prefix(count).joined(separator: ".")] else { continue }
        return count < path.count && entry.value == .map([:]) ? nil : entry
      }
      return nil
    }
  }

  /// The last file's entry with exactly this key, or below it.
  func entry(_ key: String) -> ComposeEntry? {
    indexes.reversed().lazy.compactMap { $0[key] }.first
  }

  private static func resolved(_ key: String, _ values: [String: String]) -> String {
    guard key.utf8.contains(UInt8(ascii: "$")) else { return key }
    guard let interpolation = try? Interpolation.parse(key) else { return key }
    return interpolation.evaluated { values[$0] }.text
  }
}

/// What is in the resolved model only because of how the environment is called and where the checkout lies. With it
/// taken out, two environments that differ only by name show no difference.
struct ComposeNames: Hashable, Sendable {
  var environment: String
  var project: String
  /// The root of the checkout, absolute.
  var root: String

  func neutral(_ value: Value) -> Value {
    switch value {
    case .string(let text): .string(neutral(text))
    case .list(let values): .list(values.map(neutral))
    case .map(let entries): .map(entries.mapValues(neutral))
    default: value
    }
  }

  /// The checkout reads `.`, triptych's own folders of the environment `<environment>`, the project `<project>`.
  func neutral(_ text: String) -> String {
    var text = text
    if root.utf8.count > 1, text.utf8.count >= root.utf8.count {
      if text == root { return "." }
      if text.contains(root + "/") { text = text.replacing(root + "/", with: "./") }
    }
    if text.hasPrefix("./.triptych/") {
      for folder in ["run", "secrets"] {
        let own = "./.triptych/\(folder)/\(environment)"
        guard text == own || text.hasPrefix(own + "/") || text.hasPrefix(own + " ") else {
          continue
        }
        return "./.triptych/\(folder)/<environment>" + text.dropFirst(own.count)
      }
    }
    return withoutProject(text)
  }

  /// `app_data` is the project's in any case. `app` and `app-server` may be what they are whatever the project is called,
  /// `trading-dev` and `trading-dev-api` may not.
  private func withoutProject(_ text: String) -> String {
    guard !project.isEmpty, text.hasPrefix(project) else { return text }
    let rest = text.dropFirst(project.count)
    let isOwn = rest.first == "_" || isTelling && (rest.isEmpty || rest.first == "-")
    return isOwn ? "<project>" + rest : text
  }

  /// Whether nothing else is called so: the project's name is made of several words, or after the environment.
  private var isTelling: Bool {
    project.contains { "-_".contains($0) } || project == environment
  }

  /// A path relative to the root where it lies below it.
  func relative(_ path: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }
}
