import Environments

/// Reads `configs/accepted-differences.yaml`, a list of `{key, source, environments, reason, values?}`.
struct AcceptedDifferencesReader {
  let file: String
  /// The declared environments; `nil` where their names are not judged.
  let environments: [String]?
  private(set) var accepted: [AcceptedDifference] = []
  private(set) var diagnostics: [Diagnostic] = []

  private static let keys = ["key", "source", "environments", "reason", "values"]

  init(file: String, environments: [String]?) {
    self.file = file
    self.environments = environments
  }

  mutating func read(_ text: String) {
    let document = YAMLDocument.parse(text, file: file, dialect: .settings)
    diagnostics += document.diagnostics
    guard let root = document.node else { return }
    guard let items = root.sequence else {
      return fail("the file must hold a list of accepted differences", at: root.location)
    }
    for item in items { if let entry = entry(item) { accepted.append(entry) } }
  }

  private mutating func entry(_ node: YAMLNode) -> AcceptedDifference? {
    guard let entries = node.mapping else {
      fail(
        "an accepted difference must be a map", at: node.location,
        hint: Self.keys.joined(separator: ", "))
      return nil
    }
    refuseUnknown(entries)
    let key = text("key", of: node)
    let source = source(of: node)
    let reason = text("reason", of: node)
    let names = names(of: node)
    guard let key, let source, let reason, let names else { return nil }
    if let values = node["values"], AcceptedDifference.isPattern(key) {
      fail(
        "values needs one key, but \(key) matches many", at: values.location,
        hint: "leave them out, or write an entry for each key")
      return nil
    }
    return AcceptedDifference(
      key: SettingKey(source, key), environments: names, reason: reason, values: values(of: node),
      location: node.location)
  }

  private mutating func refuseUnknown(_ entries: [YAMLNode.Entry]) {
    for entry in entries where !Self.keys.contains(entry.key) {
      let near = NearestName.of(entry.key, among: Self.keys).map { "did you mean \($0)?" }
      fail(
        "an accepted difference has no key \(entry.key)", at: entry.keyLocation,
        hint: near ?? "its keys are \(Self.keys.joined(separator: ", "))")
    }
  }

  private mutating func text(_ key: String, of node: YAMLNode) -> String? {
    guard let value = node[key] else {
      fail("an accepted difference needs a \(key)", at: node.location)
      return nil
    }
    guard let text = value.scalar, !text.isEmpty else {
      fail("\(key): expected text, found \(value.kind)", at: value.location)
      return nil
    }
    return text
  }

  private mutating func source(of node: YAMLNode) -> Source? {
    guard let text = text("source", of: node) else { return nil }
    if let source = Source(rawValue: text) { return source }
    let names = Source.allCases.map(\.rawValue)
    fail(
      "source: expected one of \(names.joined(separator: ", "))",
      at: node["source"]?.location ?? node.location,
      hint: NearestName.of(text, among: names).map { "did you mean \($0)?" })
    return nil
  }

  private mutating func names(of node: YAMLNode) -> [String]? {
    guard let value = node["environments"], let list = value.sequence else {
      fail("an accepted difference needs a list of environments", at: node.location)
      return nil
    }
    if list.count < 2 {
      fail("a difference needs two environments or more", at: value.location)
      return nil
    }
    for item in list { refuseUnknownEnvironment(item.scalar ?? "", at: item.location) }
    return list.compactMap(\.scalar)
  }

  private mutating func refuseUnknownEnvironment(_ name: String, at position: Location) {
    guard let environments, !environments.contains(name) else { return }
    let near = NearestName.of(name, among: environments).map { "did you mean \($0)?" }
    fail(
      "there is no environment \(name)", at: position,
      hint: near ?? "there are \(environments.joined(separator: ", "))")
  }

  private mutating func values(of node: YAMLNode) -> [String: String]? {
    guard let value = node["values"] else { return nil }
    guard let entries = value.mapping else {
      fail("values: expected a map from environments to texts", at: value.location)
      return nil
    }
    var values: [String: String] = [:]
    for entry in entries {
      refuseUnknownEnvironment(entry.key, at: entry.keyLocation)
      values[entry.key] = entry.value.scalar
    }
    return values
  }

  private mutating func fail(_ message: String, at position: Location, hint: String? = nil) {
    diagnostics.append(Diagnostic(.error, "ACC03", message, at: position, hint: hint))
  }
}
