import Environments

/// The fingerprints of the secrets that a Compose model takes from files.
struct ComposeSecretFiles {
  var environment: String
  /// The folder in which triptych creates declared secrets, relative to the root.
  var folder: String { ".triptych/secrets/\(environment)/" }
  var declared: Set<String>
  var names: ComposeNames
  var written: ComposeEntryIndex
  var fingerprint: Fingerprinter

  func settings(
    of model: MaskedModel, read: (String) -> SourceText
  ) -> (settings: [Setting], diagnostics: [Diagnostic]) {
    var settings: [Setting] = []
    var diagnostics: [Diagnostic] = []
    for secret in model.secretFiles {
      let file = RenderedPath.source(of: names.relative(secret.path), in: environment)
      let position = written.entry("secrets.\(secret.name).file")?.location
      switch read(file) {
      case .text(let content):
        let layerValue = Setting.LayerValue(
          .secret(fingerprint(Secret(content))), Origin(layer: .compose, location: position))
        settings.append(Setting(SettingKey(.secrets, secret.name), layerValues: [layerValue]))
      case .missing where file.hasPrefix(folder) && declared.contains(file.droppingFolder):
        // The next launch creates it.
        break
      case .missing:
        diagnostics.append(missing(secret.name, file, at: position, read))
      default:
        // A binary key and a key without read permission are valid secrets.
        break
      }
    }
    return (settings, diagnostics)
  }

  private func missing(
    _ name: String, _ file: String, at position: Location?, _ read: (String) -> SourceText
  ) -> Diagnostic {
    let hint =
      file.hasPrefix(folder)
      ? "declare \(file.droppingFolder) under secrets: in the environment's file, and the next launch makes it"
      : MissingFile.copying(to: file, read)
        ?? "create the file; the engine refuses to start a service that mounts it"
    return Diagnostic(
      .error, "CMP04", "the secret \(name) of \(environment) has no file \(file)", at: position,
      hint: hint, environments: [environment])
  }

  /// The secrets of the files as written, without those whose paths interpolate. A path is relative to the folder of
  /// the first file. Missing files are reported for the resolved model only.
  static func settings(
    of documents: [ComposeDocument], read: (String) -> SourceText, fingerprint: Fingerprinter
  ) -> [Setting] {
    guard let first = documents.first else { return [] }
    let folder = first.file.split(separator: "/").dropLast()
    var settings: [SettingKey: Setting] = [:]
    let entries = documents.lazy.filter { !$0.isIncluded }.flatMap(\.entries)
    for entry in entries where entry.isSecretFile && entry.references.isEmpty {
      guard case .string(let path) = entry.value, !path.hasPrefix("/"),
        case .text(let content) = read(path.joined(to: folder))
      else { continue }
      let key = SettingKey(.secrets, entry.path[1])
      let origin = Origin(layer: .compose, location: entry.location)
      let layerValue = Setting.LayerValue(.secret(fingerprint(Secret(content))), origin)
      settings[key] = Setting(key, layerValues: [layerValue])
    }
    return Array(settings.values)
  }
}

extension ComposeEntry {
  fileprivate var isSecretFile: Bool {
    path.count == 3 && path[0] == "secrets" && path[2] == "file"
  }
}

extension String {
  /// The last component of a path.
  fileprivate var droppingFolder: String { split(separator: "/").last.map(String.init) ?? self }

  /// The relative path inside a folder, without `.` and `..`.
  func joined(to folder: ArraySlice<Substring>) -> String {
    var parts = Array(folder)
    for part in split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }
}
