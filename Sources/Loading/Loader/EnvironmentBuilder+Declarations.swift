import Environments

extension EnvironmentBuilder {
  /// Checks the variables of the `.env` files against the declarations in `variables:`.
  mutating func judgeDeclarations() {
    for name in stack.names("variables") {
      let path = "variables.\(name)"
      let type = stack.string("\(path).type").flatMap(VariableType.init) ?? .string
      if type == .enum, stack.leaf("\(path).values") == nil {
        fail("VAR03", "\(path) is of type enum and has no values", at: stack.position(path))
      }
      guard let entry = variables[name] else {
        if stack.bool("\(path).required") == true { missing(name, declaredAt: path) }
        continue
      }
      judge(entry, type, stack.strings("\(path).values"), declaredAt: path)
    }
  }

  private mutating func missing(_ name: String, declaredAt path: String) {
    let near = NearestName.of(name, among: variables.names)
    let files = envFiles.joined(separator: ", ")
    fail(
      "VAR01", "\(self.name) needs the variable \(name), but no .env file sets it",
      at: stack.position(path),
      hint: near.map { "did you mean \($0)?" }
        ?? (files.isEmpty ? "name a .env file in target.env_files" : "set it in \(files)"))
  }

  private mutating func judge(
    _ entry: EnvFile.Entry, _ type: VariableType, _ values: [String], declaredAt path: String
  ) {
    guard !type.accepts(entry.value.revealed, values: values) else { return }
    let expected = type == .enum ? "one of \(values.joined(separator: ", "))" : type.expectation
    let near = type == .enum ? NearestName.of(entry.value.revealed, among: values) : nil
    fail(
      "VAR02", "\(entry.name) is declared as \(type.rawValue): expected \(expected)",
      at: entry.location, hint: near.map { "did you mean \($0)?" },
      related: stack.position(path).map { [$0] } ?? [])
  }

  /// Reports unknown codes in `rules:`, which would otherwise have no effect without a notice.
  mutating func judgeRuleCodes() {
    let codes = Rules.all.map(\.code)
    for code in stack.names("rules") where !codes.contains(code) {
      fail(
        "SET17", "there is no rule \(code)", at: stack.position("rules.\(code)"),
        hint: NearestName.of(code, among: codes).map { "did you mean \($0)?" }
          ?? "docs/configuration.md lists them")
    }
    for code in stack.names("rules") {
      for key in ["severity", "reason"] {
        let path = "rules.\(code).\(key)"
        if stack.levels.contains(where: { $0.settings.wrote(path) }) { continue }
        fail("SET05", "rules.\(code) has no \(key)", at: stack.position("rules.\(code)"))
      }
    }
  }
}

extension EnvironmentBuilder {
  /// The complete declarations of secrets; problems of the others are reported.
  mutating func declaredSecrets() -> [DeclaredSecret] {
    stack.names("secrets").compactMap { name in
      let path = "secrets.\(name)"
      refuseForeignKeys(of: path)
      switch stack.string("\(path).type") {
      case "token": return DeclaredSecret(name, .token)
      case "private_key": return DeclaredSecret(name, .privateKey)
      case "certificate": return certificate(path).map { DeclaredSecret(name, $0) }
      default:
        miss(path, "type", hint: "one of \(DeclaredSecret.Kind.words.joined(separator: ", "))")
        return nil
      }
    }
  }

  private mutating func certificate(_ path: String) -> DeclaredSecret.Kind? {
    let names = stack.strings("\(path).names")
    if names.isEmpty {
      miss(path, "names", hint: "list the names and addresses that clients connect to")
    }
    guard let key = stack.string("\(path).key") else {
      miss(path, "key", hint: "name the secret of type private_key that it belongs to")
      return nil
    }
    guard stack.string("secrets.\(key).type") == "private_key" else {
      refuse(key, of: path)
      return nil
    }
    return names.isEmpty ? nil : .certificate(key: key, names: names)
  }

  private mutating func refuse(_ key: String, of path: String) {
    let position = stack.leaf("\(path).key")?.node.location
    guard let type = stack.string("secrets.\(key).type") else {
      let near = NearestName.of(key, among: stack.names("secrets"))
      return fail(
        "SET18", "\(path).key names a secret that is not declared", at: position,
        hint: near.map { "did you mean \($0)?" } ?? "declare it with type private_key",
        related: stack.position(path).map { [$0] } ?? [])
    }
    fail(
      "SET18", "\(path).key names \(key), which is a \(type) and not a private key", at: position,
      hint: "name a secret of type private_key",
      related: stack.position("secrets.\(key)").map { [$0] } ?? [])
  }

  /// Reports a missing key; an invalid one was reported already. An empty list counts as missing.
  private mutating func miss(_ path: String, _ key: String, hint: String) {
    let full = "\(path).\(key)"
    let leaf = stack.leaf(full)
    if leaf == nil, stack.levels.contains(where: { $0.settings.wrote(full) }) { return }
    fail(
      "SET05", "\(path) has no \(key)", at: leaf?.node.location ?? stack.position(path), hint: hint)
  }

  private mutating func refuseForeignKeys(of path: String) {
    guard let type = stack.string("\(path).type"), type != "certificate" else { return }
    for key in ["key", "names"] {
      guard let leaf = stack.leaf("\(path).\(key)") else { continue }
      fail(
        "SET16", "\(path): a secret of type \(type) has no \(key)", at: leaf.keyLocation,
        hint: "this setting is for certificates only")
    }
  }
}
