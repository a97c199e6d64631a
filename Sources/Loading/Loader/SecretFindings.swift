import Environments

/// What the files of an environment tell of secrets, or those of all environments of a load.
struct SecretFindings: Sendable {
  /// A value that interpolates secrets: these, and its own text without them.
  struct Place: Sendable {
    var secrets: Set<String>
    var literal: String

    mutating func add(_ other: Place) {
      if other.literal != literal { literal += "\n" + other.literal }
      secrets.formUnion(other.secrets)
    }
  }

  var secrets: Set<Secret> = []
  /// The names of variables that hold one.
  var variables: Set<String> = []
  /// The names of those that are declared to hold one.
  var declared: Set<String> = []
  /// By the keys of the values.
  var places: [String: Place] = [:]
  /// The variables that Compose files use: those that a message may name, and those that may be a part of a secret.
  var quotableNames: Set<String> = []
  var unquotableNames: Set<String> = []

  mutating func add(_ other: SecretFindings) {
    secrets.formUnion(other.secrets)
    variables.formUnion(other.variables)
    quotableNames.formUnion(other.quotableNames)
    unquotableNames.formUnion(other.unquotableNames)
    places.merge(other.places) { one, other in
      Place(
        secrets: one.secrets.union(other.secrets), literal: one.literal + "\n" + other.literal)
    }
  }

  /// The secrets in the form in which texts are searched for them.
  ///
  /// - Parameters:
  ///   - files: the names of the files.
  ///   - names: the words that name something in the files; only secrets of letters are compared with them.
  func known(in files: Set<String>, among names: () -> Set<String>) -> KnownSecrets {
    let names = NamesInFiles(
      secrets.contains { $0.reveal(KnownSecrets.isWord) } ? names() : files)
    // Many places hold the same secret, which is compared with all names once.
    let used = places.values.reduce(into: Set()) { $0.formUnion($1.secrets) }
    let weak = used.filter { KnownSecrets.isWeak(Array($0.utf8), among: names) }
    return KnownSecrets(
      secrets, variables: variables, names: names,
      places: places.compactMapValues { $0.taking(weak) },
      quotableNames: quotableNames, unquotableNames: unquotableNames)
  }
}

extension SecretFindings.Place {
  /// What the value takes from the weak ones among all secrets; `nil` when it takes nothing from them.
  fileprivate func taking(_ weakSecrets: Set<String>) -> KnownSecrets.Place? {
    let weak = secrets.intersection(weakSecrets)
    if weak.isEmpty { return nil }
    let isUnclear = weak.contains { $0.utf8.count < 3 || literal.contains($0) }
    return isUnclear ? .whole : .parts(weak)
  }
}

/// The names of variables that Compose files use: those that a message may quote, and those that may be a part of a
/// secret, such as `s3cret` in `DB_PASSWORD: pa$s3cret`.
struct ReferenceNames {
  private(set) var quotable: Set<String> = []
  private(set) var unquotable: Set<String> = []

  init(_ entries: [ComposeEntry]) {
    for entry in entries {
      for reference in entry.references where !quotable.contains(reference.name) {
        // A value that is nothing but `${DB_PASSWORD}` is no accident.
        let isWhole = entry.value == .string("${\(reference.name)}") || entry.value == .null
        if isWhole || reference.isQuotable {
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
  /// By the key of the value that counts.
  private(set) var found: [String: SecretFindings.Place] = [:]
  /// The last parts of the keys that were found.
  private var names: Set<ExactText> = []
  /// Whether a variable is secret, by its name.
  private var judged: [ExactText: Bool] = [:]
  /// The variables that only some of the files can use: those of included projects, or of the env files of services.
  var others: [ExactText: [EnvFile.Entry]] = [:] { didSet { judged = [:] } }

  init(variables: EnvironmentVariables) { self.variables = variables }

  /// Reads the values of an env file, and counts them for each service that is given it.
  mutating func read(_ templates: [ComposeEntry], of services: Set<String>) {
    for entry in templates { read(entry) }
    for entry in templates {
      guard let place = found.removeValue(forKey: entry.key), let name = entry.path.last else {
        continue
      }
      for service in services {
        found["services.\(service).environment.\(name)", default: place].add(place)
      }
    }
  }

  private func value(_ name: String) -> String? {
    (variables.ofCompose(name) ?? others[name]?.last)?.value.revealed
  }

  mutating func read(_ entry: ComposeEntry) {
    // A key is put together only where an earlier entry may have the same one.
    if let name = entry.path.last, names.contains(text: name) { found[entry.key] = nil }
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
    var usesSecret = false
    for reference in entry.references where isSecret(reference.name) { usesSecret = true }
    guard isNamed || usesSecret else { return }
    var secrets: Set<String> = []
    var literal = ""
    for text in Self.strings(entry.value) {
      guard let template = try? Interpolation.parse(text) else { continue }
      for reference in template.references where isSecret(reference.name) {
        secrets.formUnion(values(of: reference))
      }
      for case .text(let part) in template.parts { literal += part + "\n" }
      guard isNamed else { continue }
      let value = template.evaluated { self.value($0) }.text
      if entry.isSecret(value) { texts.append(value) }
    }
    secrets.remove("")
    texts += secrets
    if !secrets.isEmpty, let name = entry.path.last {
      found[entry.key] = .init(secrets: secrets, literal: literal)
      names.insert(text: name)
    }
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

  private func values(of reference: Interpolation.Reference) -> [String] {
    let others = others[reference.name] ?? []
    var values = [variables.ofCompose(reference.name)?.value.revealed].compactMap(\.self)
    values += others.map(\.value.revealed)
    switch reference.fallback {
    case .value(let text, _), .replacement(let text, _):
      values.append(text.evaluated { value($0) }.text)
    case .none, .failure: break
    }
    if variables[reference.name]?.value.isSecret == true || others.contains(where: \.value.isSecret)
    {
      return values
    }
    return values.filter { SecretPatterns.isSecret(reference.name, value: $0) }
  }

  /// Hundreds of values may use one variable.
  private mutating func isSecret(_ name: String) -> Bool {
    if let known = judged[name] { return known }
    let isSecret =
      variables.ofCompose(name)?.value.isSecret ?? false || SecretPatterns.isSecretVariable(name)
      || others[name]?.contains(where: \.value.isSecret) ?? false
    judged[name] = isSecret
    return isSecret
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
