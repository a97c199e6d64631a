import Environments

/// One environment, with access to its settings for rules.
struct RuleSubject: Sendable {
  let environment: Environment
  private let severities: [String: String]
  /// The indexes of each service's settings, since most rules check every service.
  private let services: [String: Range<Int>]

  init(_ environment: Environment) {
    self.environment = environment
    var severities: [String: String] = [:]
    for setting in environment.settings(.settings, under: "rules.") {
      let parts = setting.key.path.split(separator: ".")
      guard parts.count == 3, parts[2] == "severity", case .string(let word) = setting.value else {
        continue
      }
      severities[String(parts[1])] = word
    }
    self.severities = severities
    services = Self.services(of: environment)
  }

  var name: String { environment.name }
  var tier: Tier { environment.tier }

  /// The engine, as far as files tell it. Of environments that nobody has declared they do not: those of another tier
  /// usually run on another host.
  var engine: String {
    let context = environment.target.context ?? ""
    return environment.found == nil ? context : "\(context) \(environment.tierWord)"
  }

  func severity(of rule: Rule) -> Diagnostic.Severity? {
    Rules.severity(rule.code, tier, severities[rule.code].map { .string($0) })
  }

  func turnsOff(_ rule: Rule) -> Bool { turnsOff(rule.code) }

  func turnsOff(_ code: String) -> Bool { severities[code] == "off" }

  func setting(_ path: String) -> Setting? { environment.setting(SettingKey(.settings, path)) }

  func bool(_ path: String) -> Bool? {
    if case .bool(let value)? = setting(path)?.value { value } else { nil }
  }

  func string(_ path: String) -> String? {
    if case .string(let text)? = setting(path)?.value { text } else { nil }
  }

  func amount(_ path: String) -> Int? {
    switch setting(path)?.value {
    case .integer(let number)?: number
    case .duration(let quantity)?, .bytes(let quantity)?: quantity.amount
    default: nil
    }
  }

  func strings(_ path: String) -> [String] {
    guard case .list(let values)? = setting(path)?.value else { return [] }
    return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  /// The position of a setting, or else of the tier or the project.
  func position(_ path: String) -> Location? {
    setting(path)?.location ?? setting("environment.tier")?.location
      ?? setting("target.project")?.location
  }

  /// The position of the tier, as a related position of rules that depend on it.
  var tierPosition: [Location] {
    setting("environment.tier")?.location.map { [$0] } ?? []
  }

  /// A finding about one setting, with the tier as its related position.
  func finding(
    _ path: String, _ message: String, hint: String, related: [String] = []
  ) -> Rule.Finding {
    let others = related.compactMap { setting($0)?.location }
    return Rule.Finding(
      message: "\(path) \(message)", location: position(path),
      related: others.isEmpty ? tierPosition.filter { $0 != position(path) } : others, hint: hint)
  }

  // MARK: Compose

  /// A key of a service, such as `image` or `deploy.resources.limits.memory`.
  func compose(_ service: String, _ key: String) -> Setting? {
    guard let range = services[service] else { return nil }
    let path = "services.\(service).\(key)"
    let index = position(of: path, in: range)
    guard index < range.upperBound, environment.settings[index].key.path.isExactly(path) else {
      return nil
    }
    return environment.settings[index]
  }

  func composeSettings(_ service: String, under key: String) -> ArraySlice<Setting> {
    guard let range = services[service] else { return [] }
    let prefix = "services.\(service).\(key)."
    return environment.settings[position(of: prefix, in: range)..<range.upperBound].prefix {
      $0.key.path.startsExactly(with: prefix)
    }
  }

  /// The index of the first setting that is not before the path: settings are sorted by their bytes.
  private func position(of path: String, in range: Range<Int>) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
      let middle = (low + high) / 2
      let isBefore = environment.settings[middle].key.path.precedesExactly(path)
      if isBefore { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func services(of environment: Environment) -> [String: Range<Int>] {
    var ranges: [String: Range<Int>] = [:]
    for service in environment.services {
      let found = environment.settings(.compose, under: "services.\(service.name).")
      ranges[service.name] = found.startIndex..<found.endIndex
    }
    return ranges
  }

  /// The value of a service's key as text, with its variables replaced; `nil` when there is none.
  func composeText(_ service: String, _ key: String) -> String? {
    compose(service, key).flatMap { text($0.value) }
  }

  func text(_ value: Value) -> String? {
    switch value {
    case .string(let text): interpolated(text)
    case .integer(let number): "\(number)"
    case .bool(let value): "\(value)"
    case .decimal(let number): "\(number)"
    case .bytes(let quantity), .duration(let quantity): quantity.written
    default: nil
    }
  }

  /// The text with its variables replaced. Resolved texts contain none.
  func interpolated(_ text: String) -> String {
    guard !environment.composeState.isOfCompose, text.utf8.contains(UInt8(ascii: "$")),
      let template = try? Interpolation.parse(text)
    else { return text }
    return template.evaluated { name in
      guard case .string(let value)? = environment.setting(SettingKey(.env, name))?.value else {
        return nil
      }
      return value
    }.text
  }
}
