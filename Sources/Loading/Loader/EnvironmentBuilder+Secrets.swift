import Environments

extension EnvironmentBuilder {
  /// What the environment's files tell of secrets: those of its variables, of the files of its secrets, of its Compose
  /// files and of its settings.
  ///
  /// - Parameter names: the variables that another environment declares to hold a secret, which they do in this one, too.
  mutating func secretFindings(
    hiding names: Set<String> = [], _ sources: inout SourceFiles
  ) -> SecretFindings {
    let all = SecretSources(documents, path: inside) { sources.quietly($0) }.all
    let entries = all.count == 1 ? all[0].entries : all.flatMap(\.entries)
    var declared = Set(declaredSecretVariables)
    // Most entries have neither, and no list is made for those.
    for entry in entries {
      if !entry.references.isEmpty { variables.use(entry.references.lazy.map(\.name)) }
      guard let name = entry.variableOfContent else { continue }
      variables.use(CollectionOfOne(name))
      if entry.path[0] == "secrets" { declared.insert(name) }
    }
    variables.hide(declared.union(names))
    var texts = variables.layers.values.joined().filter(\.value.isSecret).map(\.value.revealed)
    texts += declaredSecretTexts(sources)
    for source in all { texts += secretFileTexts(of: source.entries, in: source.file, sources) }
    let ofIncludes = envFiles(ofIncludes: &sources)
    let ofServices = envFiles(ofServices: all, &sources)
    let others = (ofIncludes + ofServices).flatMap(\.file.entries)
    texts += others.filter { $0.value.isSecret || declared.contains($0.name) }.map(\.value.revealed)
    var places = SecretPlaces(variables: variables)
    if !ofServices.isEmpty {
      places.others = Dictionary(grouping: others) { ExactText($0.name) }
      for file in ofServices { places.read(file.templates, of: file.services) }
    }
    if !ofServices.isEmpty || !ofIncludes.isEmpty {
      places.others = Dictionary(grouping: ofIncludes.flatMap(\.file.entries)) {
        ExactText($0.name)
      }
    }
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

  /// An env file that is not one of the target, or is given to services as well.
  private struct OtherEnvFile {
    var file: EnvFile
    var templates: [ComposeEntry] = []
    var services: Set<String> = []
  }

  /// The `env_file:` of services, each read once for all of them.
  private mutating func envFiles(
    ofServices all: [SecretSource], _ sources: inout SourceFiles
  ) -> [OtherEnvFile] {
    var services: [ExactText: Set<String>] = [:]
    var order: [String] = []
    for source in all {
      for entry in source.entries where entry.path.count == 3 && entry.path[2] == "env_file" {
        for written in Self.envFiles(entry.value) {
          guard let path = inside(written, folderOf: source.file) else { continue }
          if services[path] == nil { order.append(path) }
          services[ExactText(path), default: []].insert(entry.path[1])
        }
      }
    }
    let earlier = order.isEmpty ? [:] : variables.winners
    return order.compactMap { path in
      guard case .text(let text) = sources.quietly(path) else { return nil }
      let file = envFile(path, text, earlier)
      return OtherEnvFile(
        file: file, templates: EnvFileTemplates.entries(of: file, in: text),
        services: services[path] ?? [])
    }
  }

  /// The env files of included projects.
  private mutating func envFiles(ofIncludes sources: inout SourceFiles) -> [OtherEnvFile] {
    var read = Set(variables.files)
    var files: [OtherEnvFile] = []
    for document in documents where document.node["include"] != nil {
      for (written, file) in document.node.envFilesOfIncludes(in: document.pathBase) {
        guard let path = inside(written, folderOf: file), read.insert(path).inserted,
          case .text(let text) = sources.quietly(path)
        else { continue }
        files.append(OtherEnvFile(file: envFile(path, text, variables.winners)))
      }
    }
    return files
  }

  /// Compose refuses all files of an environment because of one faulty line in an env file, in words that quote it, so
  /// its errors are reported here.
  private mutating func envFile(
    _ path: String, _ text: String, _ earlier: [ExactText: EnvFile.Entry]
  ) -> EnvFile {
    let parsed = EnvFile.parse(text, file: path, earlier: earlier)
    if !variables.files.contains(path) {
      diagnostics += parsed.diagnostics.filter { $0.severity == .error }
      variables.use(parsed.file.missing.map(\.text))
    }
    return parsed.file
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
  /// The variable that an entry of `secrets:` or `configs:` takes its content from.
  fileprivate var variableOfContent: String? {
    guard path.count == 3, path[0] == "secrets" || path[0] == "configs", path[2] == "environment",
      case .string(let name) = value
    else { return nil }
    return name
  }
}
