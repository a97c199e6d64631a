import Environments

extension EnvironmentBuilder {
  /// The secrets that the environment's files tell: those of its variables, of the files of its secrets, and of its
  /// Compose files.
  mutating func knownSecrets(
    in documents: [ComposeDocument], _ sources: inout SourceFiles
  ) -> KnownSecrets {
    let entries = documents.flatMap(\.entries)
    variables.use(
      entries.flatMap { $0.references.map(\.name) + [$0.variableOfContent].compactMap(\.self) })
    variables.hide(entries.compactMap(\.secretVariable))
    var texts = variables.layers.values.joined().filter(\.value.isSecret).map(\.value.revealed)
    texts += declaredSecretTexts(sources)
    texts += secretFileTexts(of: entries, in: documents.first?.file ?? "", sources)
    texts += serviceVariables(of: entries, in: documents.first?.file ?? "", &sources)
    var places = SecretPlaces(variables: variables)
    for entry in entries { places.read(entry) }
    texts += places.texts
    let secrets = (texts + texts.flatMap(Self.partsOfURL)).filter { !$0.isEmpty }.map { Secret($0) }
    let isWordy = secrets.contains { $0.reveal(KnownSecrets.isWord) }
    let names = isWordy ? names(in: entries) : namesOfFiles
    let used = ReferenceNames(entries)
    return KnownSecrets(
      secrets, variables: variables.secretNames, names: names,
      places: places.places { KnownSecrets.isWeak(Array($0.utf8), among: names) },
      quotableNames: used.quotable, unquotableNames: used.unquotable)
  }

  /// The settings with fingerprints in place of texts that contain a known secret.
  func masked(_ settings: [Setting], _ known: KnownSecrets) -> [Setting] {
    func masked(_ value: Value) -> Value {
      switch value {
      case .string(let text) where known.masked(text) != text: .secret(fingerprint(Secret(text)))
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

  private var namesOfFiles: Set<String> {
    Set(stack.strings("target.compose_files") + variables.files)
      .union(["configs/environment/\(name).yaml"])
  }

  /// The words that name something: services, keys, variables, images and files.
  private func names(in entries: [ComposeEntry]) -> Set<String> {
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

/// The names of variables that Compose files use: those that a message may quote, and those that may be a part of a
/// secret, such as `s3cret` in `DB_PASSWORD: pa$s3cret`.
struct ReferenceNames {
  private(set) var quotable: Set<String> = []
  private(set) var unquotable: Set<String> = []

  init(_ entries: [ComposeEntry]) {
    for entry in entries {
      for reference in entry.references {
        // A value that is nothing but `${DB_PASSWORD}` is no accident.
        let isWhole = entry.value == .string("${\(reference.name)}") || entry.value == .null
        let isQuotable = !ComposeMasking.isNamedSecret(entry) && reference.isQuotable
        if isWhole || isQuotable {
          quotable.insert(reference.name)
        } else {
          unquotable.insert(reference.name)
        }
      }
    }
    unquotable.subtract(quotable)
  }
}

/// The values of Compose files that interpolate a secret, and the secrets that only these files tell: the defaults of
/// secret variables, and the values of keys that name a secret.
struct SecretPlaces {
  let variables: EnvironmentVariables
  private(set) var texts: [String] = []
  /// By the key of the value that counts: the secrets that it interpolates, and its own text without them.
  private var found: [String: (secrets: Set<String>, literal: String)] = [:]

  init(variables: EnvironmentVariables) { self.variables = variables }

  mutating func read(_ entry: ComposeEntry) {
    if !found.isEmpty { found[entry.key] = nil }
    let isNamed = ComposeMasking.isNamedSecret(entry)
    guard !entry.references.isEmpty else {
      guard case .string(let text) = entry.value else { return }
      if isNamed {
        if entry.isSecret(text) { texts.append(text) }
      } else if let url = URLPassword(text) {
        texts.append(url.password)
      }
      return
    }
    if entry.references.contains(where: \.hasDefault) { readDefaults(of: entry) }
    guard isNamed || entry.references.contains(where: { isSecret($0.name) }) else { return }
    var secrets: Set<String> = []
    var literal = ""
    for text in Self.strings(entry.value) {
      guard let template = try? Interpolation.parse(text) else { continue }
      for reference in template.references where isSecret(reference.name) {
        secrets.formUnion(values(of: reference))
      }
      for case .text(let part) in template.parts { literal += part + "\n" }
      guard isNamed else { continue }
      let value = template.evaluated { variables.ofCompose($0)?.value.revealed }.text
      if entry.isSecret(value) { texts.append(value) }
    }
    secrets.remove("")
    texts += secrets
    if !secrets.isEmpty { found[entry.key] = (secrets, literal) }
  }

  /// A default may be a secret because of what is around it: `--requirepass ${W:-s3cret}`.
  private mutating func readDefaults(of entry: ComposeEntry) {
    let templates = Self.strings(entry.value).compactMap { try? Interpolation.parse($0) }
    // With the variables as they are, for `-`; and with all of them set, for `+`.
    for unset in [nil, MaskedText.standIn(0)] {
      let words = templates.map { $0.evaluated { variables[$0]?.value.revealed ?? unset }.text }
      let text = words.joined(separator: " ")
      guard MaskedText.mayHide(in: text) else { continue }
      let parts = SecretPatterns.secretParts(of: text).map { String(text[$0]) }
      texts += parts.filter { $0 != unset }
    }
  }

  /// What the values take from the secrets that are weak.
  func places(isWeak: (String) -> Bool) -> [String: KnownSecrets.Place] {
    found.compactMapValues { secrets, literal in
      let weak = secrets.filter(isWeak)
      if weak.isEmpty { return nil }
      let isUnclear = weak.contains { $0.utf8.count < 3 || literal.contains($0) }
      return isUnclear ? .whole : .parts(weak)
    }
  }

  private func values(of reference: Interpolation.Reference) -> [String] {
    var values = [variables.ofCompose(reference.name)?.value.revealed].compactMap(\.self)
    switch reference.fallback {
    case .value(let text, _), .replacement(let text, _):
      values.append(text.evaluated { variables.ofCompose($0)?.value.revealed }.text)
    case .none, .failure: break
    }
    if variables[reference.name]?.value.isSecret == true { return values }
    return values.filter { SecretPatterns.isSecret(reference.name, value: $0) }
  }

  private func isSecret(_ name: String) -> Bool {
    variables.ofCompose(name)?.value.isSecret ?? false || SecretPatterns.isSecretVariable(name)
  }

  private static func strings(_ value: Value) -> [String] {
    switch value {
    case .string(let text): [text]
    case .list(let values): values.flatMap(strings)
    case .map(let entries): entries.values.flatMap(strings)
    default: []
    }
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
