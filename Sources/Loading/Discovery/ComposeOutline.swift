import Environments

/// What discovery needs to know of one Compose file.
struct ComposeOutline: Hashable, Sendable {
  var file: String
  /// `nil` when the file cannot be read as YAML.
  var node: YAMLNode?
  /// Names with their values, in the order of the file.
  var services: [YAMLNode.Entry] { node?["services"]?.fields ?? [] }
  var serviceNames: [String] { services.map(\.key) }

  init(file: String, source: SourceText) {
    self.file = file
    if case .text(let text) = source { node = YAMLDocument.parse(text, file: file).node }
  }

  /// Whether the file is one of Compose at all: `prod.yml` may be anything.
  var isCompose: Bool {
    guard let node else { return false }
    return !services.isEmpty && services.allSatisfy { $0.value.mapping != nil }
      || node["include"]?.sequence != nil
  }

  /// Every service says what it runs, so that the file can stand alone.
  var isComplete: Bool {
    isCompose
      && services.allSatisfy { service in
        ["image", "build", "extends", "provider"].contains { service.value[$0] != nil }
      }
  }

  /// The files that it includes, relative to the root, as far as they stand there in full.
  var includes: [String] { node?.includedFiles(from: file) ?? [] }

  /// What it is made of: the files that it includes, and those that its services extend.
  var parts: [String] {
    let extended = services.compactMap { $0.value["extends"]?["file"]?.text }
    return includes + extended.filter { !$0.contains("$") }.map(relative)
  }

  /// Its `name:`, as it is written.
  var project: String? { node?["name"]?.text }

  /// The `env_file:` of its services.
  var envFiles: [String] {
    services.flatMap { service -> [String] in
      guard let node = service.value["env_file"] else { return [] }
      if let path = node.text { return [path] }
      return node.items.compactMap { $0.text ?? $0["path"]?.text }
    }.map(relative)
  }

  var profiles: [String] {
    var seen: Set<String> = []
    return services.flatMap { ($0.value["profiles"]?.items ?? []).compactMap(\.text) }.filter {
      seen.insert($0).inserted
    }
  }

  /// Variables that its values use, those with a default included.
  var variables: Set<String> { Set((node?.references ?? []).map(\.name)) }

  private func relative(_ path: String) -> String {
    path.hasPrefix("/") ? path : path.joined(to: file.split(separator: "/").dropLast())
  }
}
