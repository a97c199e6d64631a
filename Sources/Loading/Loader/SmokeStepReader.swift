import Environments

/// Reads one step of a smoke test from its settings and reports all its problems.
struct SmokeStepReader {
  let name: String
  let path: String
  let values: [String: Value]
  let stack: SettingsStack
  let key: SmokeSuite.Key?
  private(set) var diagnostics: [Diagnostic] = []

  init(
    name: String, path: String, values: [String: Value], stack: SettingsStack, key: SmokeSuite.Key?
  ) {
    self.name = name
    self.path = path
    self.values = values
    self.stack = stack
    self.key = key
  }

  /// `nil` with at least one diagnostic, from here or from reading its values.
  mutating func read(knowing names: Set<String>) -> SmokeStep? {
    refuseSecrets()
    refuseContradictions()
    let request = request
    let headers = headers("headers", needValue: true)
    let expectation = expectation
    let body = body
    let chosen = chosenKey
    guard diagnostics.isEmpty, let request, let expectation else { return nil }
    var step = SmokeStep(
      name: name, method: request.method, path: request.path, key: chosen, expectation: expectation)
    step.headers = headers
    step.body = body
    step.tlsMax = text("tls_max").flatMap(TLSVersion.init)
    step.pace = pace
    step.isAlways = values["\(path).always"] == .bool(true)
    step.location = stack.position(path)
    refuseUnknownNames(in: step, knowing: names)
    return diagnostics.isEmpty ? step : nil
  }

  // MARK: The request

  private var request: (method: String, path: SmokeTemplate)? {
    mutating get {
      guard let text = text("request") else {
        miss("request")
        return nil
      }
      let method = text.prefix { $0 != " " }
      let target = text.dropFirst(method.count).drop { $0 == " " }
      guard (1...16).contains(method.utf8.count),
        method.utf8.allSatisfy({ (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }),
        target.hasPrefix("/"), target.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
        !target.contains("#")
      else {
        fail(
          "SMK02", "request", "is not a method followed by a path",
          hint: "write for example GET /orders")
        return nil
      }
      return (String(method), SmokeTemplate(String(target)))
    }
  }

  private mutating func headers(_ key: String, needValue: Bool) -> [SmokeHeader] {
    texts(key).compactMap { text in
      guard let header = SmokeHeader(text), header.value != nil || !needValue else {
        fail(
          "SMK02", key, "holds an invalid header",
          hint: needValue ? "write Name: value" : "write Name, or Name: value")
        return nil
      }
      if needValue, let door = self.key, header.isNamed(door.header) {
        fail(
          "SMK04", key, "sets \(door.header), which carries the key",
          hint: "choose it with key: right, wrong or none")
        return nil
      }
      return header
    }
  }

  private var body: SmokeStep.Body? {
    mutating get {
      if let text = text("body") { return .text(SmokeTemplate(text)) }
      guard case .bytes(let size)? = values["\(path).body_size"] else { return nil }
      guard (2...SmokeStep.bodyBytesMax).contains(size.amount) else {
        let most = ByteAmount.written(SmokeStep.bodyBytesMax)
        fail("SET03", "body_size", "must be from 2B to \(most)", hint: nil)
        return nil
      }
      return .size(size.amount)
    }
  }

  private var chosenKey: SmokeStep.Key {
    mutating get {
      guard let word = text("key"), let chosen = SmokeStep.Key(rawValue: word) else {
        return key == nil ? .none : .right
      }
      if chosen != .none, key == nil {
        fail(
          "SMK05", "key", "asks for a key, but smoke.key.secret is not set",
          hint: "name a secret, or leave this out")
      }
      return chosen
    }
  }

  private var pace: SmokeStep.Pace {
    if let count = integer("repeat") { return .all(count) }
    return integer("attempts").map { .untilMet($0) } ?? .once
  }

  // MARK: What is expected

  private var expectation: SmokeStep.Expectation? {
    mutating get {
      if let failure = text("fails").flatMap(SmokeFailure.init) { return .failure(failure) }
      guard let status = integer("status") else {
        if !isWritten("fails") { miss("status") }
        return nil
      }
      var expected = SmokeExpectation(status: status)
      expected.contains = text("contains")
      expected.hasHeaders = headers("has_headers", needValue: false)
      expected.lacksHeaders = headers("lacks_headers", needValue: false)
      for name in stack.names("\(path).capture") {
        expected.captures[name] = text("capture.\(name)")
      }
      return .answer(expected)
    }
  }

  // MARK: What is refused

  private mutating func refuseSecrets() {
    for key in ["request", "headers", "body", "contains", "has_headers", "lacks_headers"] {
      guard let value = values["\(path).\(key)"], value.holdsSecret else { continue }
      fail(
        "SMK04", key, "holds a secret",
        hint: "name the secret in smoke.key; a test sends no other secret")
    }
  }

  private mutating func refuseContradictions() {
    let pairs = [
      ("body", "body_size"), ("repeat", "attempts"), ("status", "fails"), ("contains", "fails"),
      ("has_headers", "fails"), ("lacks_headers", "fails"), ("capture", "fails"),
      ("repeat", "fails"), ("attempts", "fails"),
    ]
    for (one, other) in pairs where isWritten(one) && isWritten(other) {
      fail(
        "SMK02", other, "does not go together with \(one)", hint: "leave out one of them")
    }
    if isWritten("tls_max"), case .string(let url)? = values["smoke.url"],
      !url.hasPrefix("https:")
    {
      fail("SMK02", "tls_max", "asks for TLS, but smoke.url is not https", hint: nil)
    }
  }

  private mutating func refuseUnknownNames(in step: SmokeStep, knowing names: Set<String>) {
    var used = [("request", step.path.names)]
    used.append(("headers", step.headers.flatMap { $0.value?.names ?? [] }))
    if case .text(let body)? = step.body { used.append(("body", body.names)) }
    if case .answer(let expected) = step.expectation {
      for (key, headers) in [
        ("has_headers", expected.hasHeaders), ("lacks_headers", expected.lacksHeaders),
      ] {
        used.append((key, headers.flatMap { $0.value?.names ?? [] }))
      }
    }
    for (key, unknown) in used.flatMap({ key, found in found.map { (key, $0) } })
    where !names.contains(unknown) {
      let near = NearestName.of(unknown, among: names.sorted())
      fail(
        "SMK03", key, "uses {\(unknown)}, which no earlier step captures",
        hint: near.map { "did you mean {\($0)}?" }
          ?? "capture it in an earlier step, or write { \(unknown) } for the braces themselves")
    }
  }

  // MARK: Values

  private func text(_ key: String) -> String? {
    values["\(path).\(key)"].flatMap(EnvironmentBuilder.text)
  }

  private func texts(_ key: String) -> [String] {
    guard case .list(let items)? = values["\(path).\(key)"] else { return [] }
    return items.compactMap(EnvironmentBuilder.text)
  }

  private func integer(_ key: String) -> Int? {
    if case .integer(let number)? = values["\(path).\(key)"] { number } else { nil }
  }

  private func isWritten(_ key: String) -> Bool {
    let path = "\(path).\(key)"
    return stack.levels.contains { $0.settings.wrote(path) }
  }

  private mutating func fail(_ code: String, _ key: String, _ message: String, hint: String?) {
    let leaf = stack.leaf("\(path).\(key)")
    diagnostics.append(
      Diagnostic(
        .error, code, "\(path).\(key) \(message)",
        at: leaf?.node.location ?? stack.position("\(path).\(key)") ?? stack.position(path),
        hint: hint))
  }

  /// Reports a missing key; an invalid one was reported already.
  private mutating func miss(_ key: String) {
    if isWritten(key) { return }
    diagnostics.append(
      Diagnostic(.error, "SET05", "\(path) has no \(key)", at: stack.position(path)))
  }
}

extension Value {
  fileprivate var holdsSecret: Bool {
    switch self {
    case .secret: true
    case .list(let values): values.contains { $0.holdsSecret }
    default: false
    }
  }
}
