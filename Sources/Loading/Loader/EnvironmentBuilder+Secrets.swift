import Environments

extension EnvironmentBuilder {
  /// What the environment's files tell of secrets: those of its variables, of the files of its secrets, of its Compose
  /// files and of its settings.
  ///
  /// - Parameter names: the variables that another environment declares to hold a secret, which they do in this one, too.
  mutating func secretFindings(
    hiding names: Set<String> = [], _ sources: inout SourceFiles
  ) -> SecretFindings {
    let entries = documents.count == 1 ? documents[0].entries : documents.flatMap(\.entries)
    variables.use(
      entries.flatMap { $0.references.map(\.name) + [$0.variableOfContent].compactMap(\.self) })
    let declared = Set(declaredSecretVariables + entries.compactMap(\.secretVariable))
    variables.hide(declared.union(names))
    var texts = variables.layers.values.joined().filter(\.value.isSecret).map(\.value.revealed)
    texts += declaredSecretTexts(sources)
    texts += secretFileTexts(of: entries, in: documents.first?.file ?? "", sources)
    texts += serviceVariables(of: entries, in: documents.first?.file ?? "", &sources)
    var places = SecretPlaces(variables: variables)
    for entry in entries { places.read(entry) }
    texts += places.texts
    let secrets = (texts + texts.flatMap(Self.partsOfURL)).filter { !$0.isEmpty }.map { Secret($0) }
    let used = ReferenceNames(entries)
    return SecretFindings(
      secrets: Set(secrets + settingSecrets), variables: variables.secretNames,
      declared: declared, places: places.found, quotableNames: used.quotable,
      unquotableNames: used.unquotable)
  }

  /// The settings with fingerprints in place of texts that contain a known secret.
  func masked(_ settings: [Setting], _ known: KnownSecrets) -> [Setting] {
    func masked(_ value: Value) -> Value {
      switch value {
      case .string(let text) where known.areIn(text): .secret(fingerprint(Secret(text)))
      case .list(let values): .list(values.map(masked))
      case .map(let entries): .map(entries.mapValues(masked))
      default: value
      }
    }
    guard !known.isEmpty else { return settings }
    var settings = settings
    for index in settings.indices {
      for layer in settings[index].layerValues.indices {
        let value = settings[index].layerValues[layer].value
        guard case .string = value else {
          guard case .list = value else { continue }
          settings[index].layerValues[layer].value = masked(value)
          continue
        }
        settings[index].layerValues[layer].value = masked(value)
      }
    }
    return settings
  }

  /// A text that is secret, and the secret parts of it, such as the password of a URL.
  static func secrets(in text: String) -> [Secret] {
    ([text] + partsOfURL(text)).map { Secret($0) }
  }

  private static func partsOfURL(_ text: String) -> [String] {
    guard text.utf8.count <= 4096, MaskedText.mayHide(in: text) else { return [] }
    let shown = MaskedText.of(text)
    guard shown != text, shown != Secret.mask else { return [] }
    return MaskedText.hiddenParts(of: text, shownAs: shown)
  }

  /// The contents of the files that triptych made for the declared secrets; a certificate is public.
  private func declaredSecretTexts(_ sources: SourceFiles) -> [String] {
    stack.names("secrets").compactMap { secret in
      guard stack.string("secrets.\(secret).type") != "certificate",
        case .text(let text) = sources.source(of: ".triptych/secrets/\(name)/\(secret)")
      else { return nil }
      return text
    }
  }

  private func secretFileTexts(
    of entries: [ComposeEntry], in file: String, _ sources: SourceFiles
  ) -> [String] {
    entries.compactMap { entry in
      guard entry.path.count == 3, entry.path[0] == "secrets", entry.path[2] == "file",
        case .string(let written) = entry.value, let path = inside(written, folderOf: file),
        case .text(let text) = sources.source(of: path), !text.hasPrefix("-----BEGIN CERTIFICATE")
      else { return nil }
      return text
    }
  }

  /// The secrets in the `env_file:` of services. Compose refuses all files of an environment because of one faulty
  /// line in them, in words that quote it, so its errors are reported here.
  private mutating func serviceVariables(
    of entries: [ComposeEntry], in file: String, _ sources: inout SourceFiles
  ) -> [String] {
    var read = Set(variables.files)
    var texts: [String] = []
    let earlier = variables.winners
    for entry in entries where entry.path.count == 3 && entry.path[2] == "env_file" {
      for written in Self.envFiles(entry.value) {
        guard let path = inside(written, folderOf: file), read.insert(path).inserted,
          case .text(let text) = sources.quietly(path)
        else { continue }
        let parsed = EnvFile.parse(text, file: path, earlier: earlier)
        diagnostics += parsed.diagnostics.filter { $0.severity == .error }
        variables.use(parsed.file.missing.map(\.text))
        texts += parsed.file.entries.filter(\.value.isSecret).map(\.value.revealed)
      }
    }
    return texts
  }

  /// The files that Compose reads by the grammar of `.env` files, which `format: raw` replaces.
  private static func envFiles(_ value: Value) -> [String] {
    switch value {
    case .string(let path): return [path]
    case .list(let items): return items.flatMap(envFiles)
    case .map(let item):
      guard item["format"] == nil, case .string(let path)? = item["path"] else { return [] }
      return [path]
    default: return []
    }
  }

  /// The path relative to the root; `nil` when it leads out of it, or a variable has no value.
  private func inside(_ written: String, folderOf file: String) -> String? {
    guard let template = try? Interpolation.parse(written) else { return nil }
    let outcome = template.evaluated { variables.ofCompose($0)?.value.revealed }
    guard outcome.undefined.isEmpty, outcome.failures.isEmpty, !outcome.text.hasPrefix("/") else {
      return nil
    }
    let path = outcome.text.joined(to: file.split(separator: "/").dropLast())
    return path.isEmpty || path.hasPrefix("..") ? nil : path
  }

  var namesOfFiles: Set<String> {
    Set(stack.strings("target.compose_files") + variables.files)
      .union(["configs/environment/\(name).yaml"])
  }

  /// The words that name something: services, keys, variables, images and files.
  var names: Set<String> {
    let entries = documents.flatMap(\.entries)
    var names = Set(entries.lazy.flatMap(\.path))
    names.formUnion(variables.layers.keys.lazy.map(\.text))
    names.formUnion([name, stack.string("target.project") ?? name])
    names.formUnion(namesOfFiles)
    for entry in entries where entry.path.last == "image" && entry.references.isEmpty {
      if case .string(let image) = entry.value { names.insert(image) }
    }
    return names
  }
}

extension EnvironmentVariables {
  /// The names of the variables that hold a secret.
  var secretNames: Set<String> {
    Set(layers.lazy.filter { $0.value.contains(where: \.value.isSecret) }.map(\.key.text))
  }
}

extension ComposeEntry {
  /// The variable that an entry of `secrets:` takes its content from.
  fileprivate var secretVariable: String? { path[0] == "secrets" ? variableOfContent : nil }

  /// The variable that an entry of `secrets:` or `configs:` takes its content from.
  fileprivate var variableOfContent: String? {
    guard path.count == 3, path[0] == "secrets" || path[0] == "configs", path[2] == "environment",
      case .string(let name) = value
    else { return nil }
    return name
  }
}
