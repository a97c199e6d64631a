import Environments

extension EnvironmentBuilder {
  /// Holds what `variables:` declares against what the `.env` files say.
  mutating func judgeDeclarations() {
    for name in stack.names("variables") {
      let path = "variables.\(name)"
      let type = stack.string("\(path).type").flatMap(VariableType.init) ?? .string
      if type == .enum, stack.leaf("\(path).values") == nil {
        fail("VAR03", "\(path) is of type enum and has no values", at: stack.place(path))
      }
      guard let entry = variables[name] else {
        if stack.bool("\(path).required") == true { missing(name, declaredAt: path) }
        continue
      }
      judge(entry, type, stack.strings("\(path).values"), declaredAt: path)
    }
  }

  private mutating func missing(_ name: String, declaredAt path: String) {
    let near = NearestName.of(name, among: variables.layers.keys.sorted())
    let files = stack.strings("target.env_files").joined(separator: ", ")
    fail(
      "VAR01", "\(self.name) needs the variable \(name), and no .env file sets it",
      at: stack.place(path),
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
      related: stack.place(path).map { [$0] } ?? [])
  }

  /// An unknown code in `rules:` changes nothing, which nobody would notice.
  mutating func judgeRuleCodes() {
    let codes = Rules.all.map(\.code)
    for code in stack.names("rules") where !codes.contains(code) {
      fail(
        "SET17", "there is no rule \(code)", at: stack.place("rules.\(code)"),
        hint: NearestName.of(code, among: codes).map { "did you mean \($0)?" }
          ?? "docs/configuration.md lists them")
    }
    for code in stack.names("rules") {
      for key in ["severity", "reason"] {
        let path = "rules.\(code).\(key)"
        if stack.levels.contains(where: { $0.settings.wrote(path) }) { continue }
        fail("SET05", "rules.\(code) has no \(key)", at: stack.place("rules.\(code)"))
      }
    }
  }
}
