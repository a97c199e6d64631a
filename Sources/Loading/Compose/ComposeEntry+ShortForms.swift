import Environments

/// The lists of a service that have a short and a long form.
extension ComposeFlattening {
  /// Adds one entry for each container port; its value is the published address, such as `127.0.0.1:18080`.
  mutating func addPorts(_ node: YAMLNode, _ path: [String]) {
    let first = entries.count
    for item in node.items {
      guard let port = ComposePort(item) else { continue }
      addOrAppend(item, path + [port.key], value: .string(port.published), since: first)
    }
  }

  /// Adds one entry for each mount point, with a value such as `data` or `./config (read-only)`, and entries below it
  /// for further options such as `tmpfs.size`.
  mutating func addMounts(_ node: YAMLNode, _ path: [String]) {
    let first = entries.count
    for item in node.items {
      guard let mount = ComposeMount(item) else { continue }
      addOrAppend(item, path + [mount.target], value: .string(mount.source), since: first)
      for option in ["bind", "volume", "tmpfs", "consistency"] {
        guard let value = item[option] else { continue }
        if case .scalar = value.content { add(value, path + [mount.target, option]) }
        // The short form implies that the folder is created.
        for entry in value.fields
        where entry.key != "create_host_path" || ComposeValue.text(of: entry.value) != "true" {
          add(entry.value, path + [mount.target, option, entry.key])
        }
      }
    }
  }

  /// Adds the secrets and configurations of a service by their names inside the container.
  mutating func addGrants(_ node: YAMLNode, _ path: [String]) {
    for item in node.items {
      if let name = ComposeValue.text(of: item) {
        addLeaf(item, path + [name], value: .string(name))
        continue
      }
      guard let source = item["source"]?.text else { continue }
      let target = item["target"]?.text ?? source
      let name = target.hasPrefix("/run/secrets/") ? String(target.dropFirst(13)) : target
      addLeaf(item, path + [name], value: .string(source))
      for option in ["uid", "gid", "mode"] {
        guard let value = item[option] else { continue }
        add(value, path + [name, option])
      }
    }
  }

  /// Adds the conditions under which the service may start, in Compose's words.
  mutating func addDependencies(_ node: YAMLNode, _ path: [String]) {
    for item in node.items {
      guard let name = ComposeValue.text(of: item) else { continue }
      addLeaf(item, path + [name], value: .string("service_started"))
    }
    for entry in node.fields {
      let condition = entry.value["condition"]?.text ?? "service_started"
      let source = entry.value["condition"] ?? entry.value
      addLeaf(source, path + [entry.key], value: .string(condition))
      if let required = entry.value["required"], ComposeValue.text(of: required) == "false" {
        add(required, path + [entry.key, "required"])
      }
      if let restart = entry.value["restart"], ComposeValue.text(of: restart) == "true" {
        add(restart, path + [entry.key, "restart"])
      }
    }
  }

  mutating func addNames(_ node: YAMLNode, _ path: [String]) {
    for item in node.items {
      guard let name = ComposeValue.text(of: item) else { continue }
      addLeaf(item, path + [name], value: .map([:]))
    }
    for entry in node.fields {
      addLeaf(entry.value, path + [entry.key], value: .map([:]))
      if case .mapping = entry.value.content { add(entry.value, path + [entry.key]) }
    }
  }

  /// Adds an entry. Entries with the same name, such as a port that is published twice, become a list.
  private mutating func addOrAppend(
    _ node: YAMLNode, _ path: [String], value: Value, since first: Int
  ) {
    guard let index = entries[first...].firstIndex(where: { $0.path == path }) else {
      return addLeaf(node, path, value: value)
    }
    if case .list(let values) = entries[index].value {
      entries[index].value = .list(values + [value])
    } else {
      entries[index].value = .list([entries[index].value, value])
    }
    entries[index].references += node.references
  }
}

/// One entry of `ports:`, in the short or the long form.
struct ComposePort {
  /// The container's side, such as `8080/tcp`.
  var key: String
  /// The host's side, such as `127.0.0.1:18080`; `random` when the engine chooses.
  var published: String

  init?(_ node: YAMLNode) {
    if let text = ComposeValue.text(of: node) {
      self.init(short: text)
    } else {
      guard let target = node["target"]?.text else { return nil }
      let networkProtocol = node["protocol"]?.text ?? "tcp"
      let address = node["host_ip"]?.text ?? ""
      let port = node["published"]?.text ?? ""
      let mode = node["mode"]?.text ?? "ingress"
      self.init(
        target: target, networkProtocol: networkProtocol, address: address, port: port, mode: mode)
    }
  }

  /// Reads `[[ADDRESS:]PORT:]TARGET[/PROTOCOL]`; a colon inside `${V:-d}` or `[::1]` is not a separator.
  private init(short text: String) {
    var parts = text.splitOutsideBrackets(by: ":")
    let last = parts.removeLast()
    let sides = last.splitOutsideBrackets(by: "/")
    let port = parts.popLast() ?? ""
    self.init(
      target: sides[0], networkProtocol: sides.count > 1 ? sides[1] : "tcp",
      address: parts.joined(separator: ":"), port: port, mode: "ingress")
  }

  private init(
    target: String, networkProtocol: String, address: String, port: String, mode: String
  ) {
    key = "\(target)/\(networkProtocol)"
    let hostPort = port.isEmpty ? "random" : port
    published =
      (address.isEmpty ? hostPort : "\(address):\(hostPort)")
      + (mode == "ingress" ? "" : " (\(mode))")
  }
}

extension String {
  /// Splits at the separators outside braces and brackets. The result is never empty.
  func splitOutsideBrackets(by separator: Character) -> [String] {
    var parts = [""]
    var depth = 0
    for character in self {
      if character == "{" || character == "[" { depth += 1 }
      if character == "}" || character == "]" { depth -= 1 }
      if character == separator, depth == 0 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }
}

/// One entry of a service's `volumes:`, in the short or the long form.
struct ComposeMount {
  /// The path inside the container.
  var target: String
  /// The mounted volume or folder, such as `data` or `./config (read-only)`.
  var source: String

  init?(_ node: YAMLNode) {
    if let text = ComposeValue.text(of: node) {
      self.init(short: text)
    } else {
      guard let target = node["target"]?.text else { return nil }
      let source = node["source"]?.text
      let type = node["type"]?.text ?? "volume"
      let isReadOnly = node["read_only"]?.text == "true"
      let nameless = type == "volume" ? "(anonymous)" : "(\(type))"
      self.init(
        target: target, source: source ?? nameless, options: isReadOnly ? ["ro"] : [])
    }
  }

  /// Reads `[SOURCE:]TARGET[:OPTIONS]`; a colon inside `${V:-d}` is not a separator.
  private init(short text: String) {
    let parts = text.splitOutsideBrackets(by: ":")
    switch parts.count {
    case 1: self.init(target: parts[0], source: "(anonymous)", options: [])
    case 2: self.init(target: parts[1], source: parts[0], options: [])
    default:
      self.init(
        target: parts[1], source: parts[0], options: parts[2].splitOutsideBrackets(by: ","))
    }
  }

  private init(target: String, source: String, options: [String]) {
    self.target = target
    self.source = source + (options.contains("ro") ? " (read-only)" : "")
  }
}
