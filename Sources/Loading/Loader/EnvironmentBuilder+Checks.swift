import Environments

extension EnvironmentBuilder {
  /// The complete checks; problems of the others are reported.
  mutating func checks(_ values: [String: Value]) -> [Check] {
    stack.names("health.checks").compactMap { name in
      let path = "health.checks.\(name)"
      let position = stack.position(path)
      refuseForeignKeys(of: path)
      guard let probe = probe(path, values, at: position) else { return nil }
      let timeout = Self.milliseconds("\(path).timeout", "health.timeout", values: values)
      let interval = Self.milliseconds("\(path).interval", "health.interval", values: values)
      return Check(
        name: name, probe: probe, timeoutMilliseconds: timeout, intervalSeconds: interval / 1_000,
        location: position)
    }
  }

  private static let keysByType = [
    "http": ["url", "status", "contains", "ca"], "tcp": ["host", "port"], "container": ["service"],
  ]

  private mutating func probe(
    _ path: String, _ values: [String: Value], at position: Location?
  ) -> Check.Probe? {
    switch values["\(path).type"] {
    case .string("http"):
      guard let url = text(path, "url", values, at: position) else { return nil }
      return .http(
        url: url, expectedStatus: Self.integers(values["\(path).status"]) ?? [200],
        bodyContains: values["\(path).contains"].flatMap(Self.text),
        ca: values["\(path).ca"].flatMap(Self.text))
    case .string("tcp"):
      guard let host = text(path, "host", values, at: position) else { return nil }
      guard case .integer(let port)? = values["\(path).port"] else {
        miss(path, "port", at: position)
        return nil
      }
      return .tcp(host: host, port: port)
    case .string("container"):
      return text(path, "service", values, at: position).map { .container(service: $0) }
    default:
      miss(path, "type", at: position)
      return nil
    }
  }

  private mutating func text(
    _ path: String, _ key: String, _ values: [String: Value], at position: Location?
  ) -> String? {
    if let text = values["\(path).\(key)"].flatMap(Self.text) { return text }
    miss(path, key, at: position)
    return nil
  }

  /// Reports a missing key; an invalid one was reported already.
  private mutating func miss(_ path: String, _ key: String, at position: Location?) {
    let full = "\(path).\(key)"
    if stack.levels.contains(where: { $0.settings.wrote(full) }) { return }
    let type = stack.string("\(path).type")
    fail("SET05", "\(path) has no \(key)", at: position, hint: type.map { "its type is \($0)" })
  }

  private mutating func refuseForeignKeys(of path: String) {
    guard let type = stack.string("\(path).type"), let allowed = Self.keysByType[type] else {
      return
    }
    for key in Self.keysByType.values.flatMap({ $0 }).sorted() where !allowed.contains(key) {
      guard let leaf = stack.leaf("\(path).\(key)") else { continue }
      fail(
        "SET16", "\(path): a check of type \(type) has no \(key)", at: leaf.keyLocation,
        hint: "its keys are \(allowed.joined(separator: ", ")), interval and timeout")
    }
  }

  private static func integers(_ value: Value?) -> [Int]? {
    guard case .list(let values)? = value else { return nil }
    return values.compactMap { if case .integer(let number) = $0 { number } else { nil } }
  }
}
