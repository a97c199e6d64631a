import Environments

extension EnvironmentBuilder {
  /// The complete smoke tests; problems of the others are reported. `nil` when none is declared.
  mutating func smokeSuite(_ values: [String: Value]) -> SmokeSuite? {
    let names = stack.names("smoke.tests")
    guard !names.isEmpty else { return nil }
    let url = smokeURL(values)
    let key = smokeKey(values)
    let tests = names.compactMap { smokeTest($0, values, key) }
    guard let url else { return nil }
    return SmokeSuite(
      url: url, ca: values["smoke.ca"].flatMap(Self.text), key: key,
      timeoutMilliseconds: Self.milliseconds("smoke.timeout", values: values),
      deadlineMilliseconds: Self.milliseconds("smoke.deadline", values: values), tests: tests)
  }

  private mutating func smokeURL(_ values: [String: Value]) -> String? {
    let path = "smoke.url"
    guard var url = values[path].flatMap(Self.text) else {
      if !isWritten(path) {
        fail(
          "SET05", "\(name) has smoke tests but no \(path)", at: stack.position("smoke") ?? start)
      } else if case .secret? = values[path] {
        fail(
          "SMK04", "\(path) holds a password", at: stack.leaf(path)?.node.location,
          hint: "name the secret in smoke.key")
      }
      return nil
    }
    while url.hasSuffix("/") { url.removeLast() }
    guard !url.contains(where: { "?#@".contains($0) }) else {
      fail(
        "SMK02", "\(path) must be scheme, host and port only", at: stack.leaf(path)?.node.location,
        hint: "write for example https://127.0.0.1:8080")
      return nil
    }
    return url
  }

  private mutating func smokeKey(_ values: [String: Value]) -> SmokeSuite.Key? {
    guard let secret = values["smoke.key.secret"].flatMap(Self.text),
      let header = values["smoke.key.header"].flatMap(Self.text)
    else { return nil }
    if secret.isEmpty || secret.hasPrefix(".") || secret.contains(where: { "/\0".contains($0) }) {
      fail(
        "SMK02", "smoke.key.secret is not a valid name of a secret",
        at: stack.leaf("smoke.key.secret")?.node.location,
        hint: "write the name of a file in .triptych/secrets/\(name)")
      return nil
    }
    guard SmokeHeader(header)?.value == nil, SmokeHeader(header) != nil else {
      fail(
        "SMK02", "smoke.key.header is not a valid name of a header",
        at: stack.leaf("smoke.key.header")?.node.location, hint: "write for example X-API-Key")
      return nil
    }
    return SmokeSuite.Key(header: header, secret: secret)
  }

  private mutating func smokeTest(
    _ name: String, _ values: [String: Value], _ key: SmokeSuite.Key?
  ) -> SmokeTest? {
    let path = "smoke.tests.\(name)"
    let position = stack.position(path)
    let names = stack.names("\(path).steps")
    if names.isEmpty, !isWritten("\(path).steps") {
      fail("SET05", "\(path) has no steps", at: position, hint: "a step needs a name and a request")
    }
    var steps: [SmokeStep] = []
    var known: Set<String> = [SmokeTemplate.run]
    for step in names {
      var reader = SmokeStepReader(
        name: step, path: "\(path).steps.\(step)", values: values, stack: stack, key: key)
      if let step = reader.read(knowing: known) { steps.append(step) }
      diagnostics += reader.diagnostics
      known.formUnion(stack.names("\(path).steps.\(step).capture"))
    }
    guard !steps.isEmpty, steps.count == names.count else { return nil }
    let proves = values["\(path).proves"].flatMap(Self.text)
    return SmokeTest(name: name, proves: proves, steps: steps, location: position)
  }

  private func isWritten(_ path: String) -> Bool {
    stack.levels.contains { $0.settings.wrote(path) }
  }
}
