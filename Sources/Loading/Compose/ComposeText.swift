import Environments

/// A text of a Compose file that interpolates, and where it stands in the file.
struct ComposeText: Hashable, Sendable {
  /// The keys that lead to it; the items of a list have the key of the list.
  var path: [String]
  var text: String
  var template: Interpolation
  var location: Location
  /// The variables that the file has by itself: an included file may bring a `.env` file of its own.
  var inherited: [ExactText: EnvFile.Entry]

  /// Whether it requires a variable at all.
  var isRequiring: Bool { text.utf8.contains(UInt8(ascii: "?")) }

  /// Whether it is the path of a file that Compose reads.
  var isReadFile: Bool {
    path.contains { ["env_file", "extends", "file", "include", "label_file"].contains($0) }
  }

  /// What Compose accepts in place of a variable of the text.
  func shape(of name: String) -> Placeholder.Shape {
    if path.contains(where: Self.texts.contains) { return .text }
    let key = path.last ?? ""
    if path.contains("volumes") && path.first == "services" && !Self.switches.contains(key) {
      return key == "size" ? .number : Self.words[key].map { .word($0) } ?? .folder
    }
    if key == "ports", isAddress(name) { return .address }
    if let word = Self.words[key] { return .word(word) }
    if Self.switches.contains(key) { return .word("true") }
    if Self.durations.contains(key) { return .duration }
    if Self.numbers.contains(key) || path.contains("ulimits") { return .number }
    return .text
  }

  /// Whether the variable begins the short form of a port with an address, `${X:?}:8080:80`.
  private func isAddress(_ name: String) -> Bool {
    let parts = text.splitOutsideBrackets(by: ":")
    return parts.count > 2
      && (try? Interpolation.parse(parts[0]))?.references.contains {
        $0.name.isExactly(name)
      } == true
  }

  /// Whose values are always texts.
  private static let texts: Set<String> = [
    "environment", "labels", "annotations", "args", "options", "driver_opts", "command",
    "entrypoint", "test",
  ]
  private static let switches: Set<String> = [
    "attach", "attachable", "create_host_path", "disable", "enable_ipv4", "enable_ipv6", "external",
    "init", "internal", "no_cache", "nocopy", "oom_kill_disable", "privileged", "pull", "read_only",
    "required", "stdin_open", "tty",
  ]
  private static let durations: Set<String> = [
    "delay", "interval", "monitor", "start_interval", "start_period", "stop_grace_period",
    "timeout",
    "window",
  ]
  private static let numbers: Set<String> = [
    "cpu_count", "cpu_percent", "cpu_period", "cpu_quota", "cpu_rt_period", "cpu_rt_runtime",
    "cpu_shares", "cpus", "expose", "hard", "max_attempts", "max_failure_ratio",
    "max_replicas_per_node", "mem_limit", "mem_reservation", "mem_swappiness", "memory",
    "memswap_limit", "mode", "oom_score_adj", "parallelism", "pids", "pids_limit", "ports",
    "published", "replicas", "retries", "scale", "shm_size", "size", "soft", "target", "weight",
  ]
  /// Words that Compose accepts where it accepts only some.
  private static let words: [String: String] = [
    "condition": "service_started", "consistency": "cached", "endpoint_mode": "vip",
    "order": "stop-first", "propagation": "rprivate", "protocol": "tcp", "pull_policy": "missing",
    "type": "bind",
  ]
}

extension Environment {
  /// The texts of all files that Compose reads as Compose files, in the order of the files.
  func composeTexts(root: String, read: (String) -> SourceText) -> [ComposeText] {
    let documents = ComposeDocument.documents(
      target.composeFiles, profiles: nil, read: read
    ).documents
    let values = ComposeVariables(settings) { _ in Fingerprint("") }
    let extended = withoutActuallyEscaping(read) { read in
      ComposeParts(documents, variables: values, root: root, read: read).extendedFiles
    }
    var texts: [ComposeText] = []
    for document in documents {
      let inherited = document.isIncluded ? Self.variables(beside: document.pathBase, read) : [:]
      document.node.gather(&texts, at: [], inherited)
    }
    for node in extended { node.gather(&texts, at: [], [:]) }
    return texts
  }

  private static func variables(
    beside file: String, _ read: (String) -> SourceText
  ) -> [ExactText: EnvFile.Entry] {
    let path = ".env".joined(to: file.split(separator: "/").dropLast())
    guard case .text(let text) = read(path) else { return [:] }
    return Dictionary(
      EnvFile.parse(text, file: path).file.entries.map { (ExactText($0.name), $0) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension YAMLNode {
  fileprivate func gather(
    _ texts: inout [ComposeText], at path: [String], _ inherited: [ExactText: EnvFile.Entry]
  ) {
    switch content {
    case .scalar(let text, _):
      guard text.utf8.contains(UInt8(ascii: "$")), let template = try? Interpolation.parse(text)
      else { return }
      texts.append(
        ComposeText(
          path: path, text: text, template: template, location: location, inherited: inherited))
    case .sequence(let items): for item in items { item.gather(&texts, at: path, inherited) }
    case .mapping(let entries):
      for entry in entries { entry.value.gather(&texts, at: path + [entry.key], inherited) }
    }
  }
}
