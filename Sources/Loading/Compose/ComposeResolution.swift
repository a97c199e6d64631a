import Environments

/// Builds the settings of one environment from Compose's resolved model and the files as written.
struct ComposeResolution {
  var names: ComposeNames
  var documents: [ComposeDocument]
  var written: ComposeEntryIndex
  var layers: ComposeLayers

  /// The settings of the resolved model, unsorted, each with the positions that set it.
  func settings(of model: MaskedModel) -> [Setting] {
    model.entries.flatMap { settings(of: $0.masked, at: $0.path) }
  }

  private func settings(of masked: ComposeMasking.Masked, at modelPath: [String]) -> [Setting] {
    let writers = self.writers(of: modelPath)
    let losers = writers.dropLast().map { loser in
      layers.layerValue(layers.masking.mask(loser).value, from: loser)
    }
    let value = names.neutral(inWordsOf(writers.last, masked.value))
    let path = names.neutral(modelPath.joined(separator: "."))
    var settings = [
      Setting(
        SettingKey(masked.source, path), layerValues: losers + [winner(value, writers.last)])
    ]
    if let password = masked.password {
      let layerValues = [winner(password, writers.last)]
      settings.append(Setting(SettingKey(.secrets, path), layerValues: layerValues))
    }
    return settings
  }

  private func winner(_ value: Value, _ entry: ComposeEntry?) -> Setting.LayerValue {
    guard let entry else { return Setting.LayerValue(value, Origin(layer: .compose)) }
    return layers.layerValue(value, from: entry)
  }

  /// The entries that set a path. A value that a service takes from its `env_file`, or by `extends` from another
  /// service, has the position of that key.
  private func writers(of modelPath: [String]) -> [ComposeEntry] {
    let own = written.entries(at: modelPath)
    guard own.isEmpty, modelPath.count > 2, modelPath[0] == "services" else { return own }
    let service = "services.\(modelPath[1])"
    if modelPath[2] == "environment", let file = written.entry("\(service).env_file") {
      return [file]
    }
    let extends = written.entry("\(service).extends.service") ?? written.entry("\(service).extends")
    return [extends].compactMap(\.self)
  }

  /// The value as the operator wrote it, when it is equal to the resolved one.
  private func inWordsOf(_ entry: ComposeEntry?, _ value: Value) -> Value {
    guard let entry, entry.references.isEmpty, entry.value == value else { return value }
    return entry.value
  }
}

/// Finds the entries of the files for a path of the resolved model.
struct ComposeEntryIndex {
  private var indexes: [[String: ComposeEntry]]

  /// - Parameter values: the variables of the `.env` files, which are needed where a key interpolates, as in the port
  ///   `"${P}:${P}"`.
  init(_ documents: [ComposeDocument], values: [String: String]) {
    indexes = documents.map { document in
      Dictionary(
        document.entries.map { (Self.resolved($0.key, values), $0) },
        uniquingKeysWith: { _, last in last })
    }
  }

  /// The entry of each file that sets the path, lowest first. The deepest leaf on the path counts, so that `build:
  /// ./api` sets `build.context`; a map on the path does not set the keys that it lacks.
  func entries(at path: [String]) -> [ComposeEntry] {
    indexes.compactMap { index in
      for count in stride(from: path.count, to: 2, by: -1) {
        guard let entry = index[path.prefix(count).joined(separator: ".")] else { continue }
        return count < path.count && entry.value == .map([:]) ? nil : entry
      }
      return nil
    }
  }

  /// The entry of the last file with exactly this key.
  func entry(_ key: String) -> ComposeEntry? {
    indexes.reversed().lazy.compactMap { $0[key] }.first
  }

  private static func resolved(_ key: String, _ values: [String: String]) -> String {
    guard key.utf8.contains(UInt8(ascii: "$")) else { return key }
    guard let interpolation = try? Interpolation.parse(key) else { return key }
    return interpolation.evaluated { values[$0] }.text
  }
}

/// Replaces the names that appear in the resolved model only because of the environment's name and the location of the
/// checkout, so that two environments that differ only by name show no difference.
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

  /// The text with `.` for the checkout, `<environment>` in triptych's own folders, and `<project>` for the project.
  func neutral(_ text: String) -> String {
    var text = text
    if root.utf8.count > 1, text.utf8.count >= root.utf8.count {
      if text == root { return "." }
      if text.contains(root + "/") { text = text.replacing(root + "/", with: "./") }
    }
    if text.hasPrefix("./.triptych/") {
      text = "./" + sourceOfCopy(String(text.dropFirst(2)))
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

  /// Replaces the project's name. `app_data` always contains it. `app` and `app-server` may be independent of the
  /// project `app`, but `trading-dev` and `trading-dev-api` contain the project `trading-dev`.
  private func withoutProject(_ text: String) -> String {
    guard !project.isEmpty, text.hasPrefix(project) else { return text }
    let rest = text.dropFirst(project.count)
    let isOwn = rest.first == "_" || isTelling && (rest.isEmpty || rest.first == "-")
    return isOwn ? "<project>" + rest : text
  }

  /// Whether the name is specific to the project: it has several words, or is that of the environment.
  private var isTelling: Bool {
    project.contains { "-_".contains($0) } || project == environment
  }

  /// The path relative to the root, or the path itself when it is outside the root.
  func relative(_ path: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
  }

  /// What a path below a rendered revision is a copy of: the secret in its own folder, where the next launch takes it from, or
  /// the path without the revision, whose name says nothing that its content does not say. Any other path stays as it is.
  ///
  /// - Parameter path: relative to the root.
  func sourceOfCopy(_ path: String) -> String {
    let run = ".triptych/run/\(environment)/"
    guard path.utf8.starts(with: run.utf8) else { return path }
    let rest = path.dropFirst(run.count)
    let revision = rest.prefix { $0 != "/" }
    guard revision.utf8.count == 12, revision.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      return path
    }
    let inside = rest.dropFirst(revision.count + 1)
    if inside == "secrets" || inside.hasPrefix("secrets/") {
      return ".triptych/secrets/\(environment)" + inside.dropFirst("secrets".count)
    }
    return inside.isEmpty ? String(run.dropLast()) : run + inside
  }
}
