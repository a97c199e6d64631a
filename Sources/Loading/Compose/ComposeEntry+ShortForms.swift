import Environments

/// The lists of a service that have a short and a long form.
extension ComposeFlattening {
  /// Adds one entry for each container port; its value is the published address, such as `127.0.0.1:18080`.
  mutating func addPorts(_ node: YAMLNode, _ path: [String]) {
    var known: [ExactText: Int] = [:]
    for item in node.items {
      guard let port = ComposePort(item) else { continue }
      addOrAppend(item, path, port.key, value: .string(port.published), &known)
    }
  }

  /// Adds one entry for each mount point, with a value such as `data` or `./config (read-only)`, and entries below it
  /// for further options such as `tmpfs.size`.
  mutating func addMounts(_ node: YAMLNode, _ path: [String]) {
    var known: [ExactText: Int] = [:]
    for item in node.items {
      guard let mount = ComposeMount(item) else { continue }
      addOrAppend(item, path, mount.target, value: .string(mount.source), &known)
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
    _ node: YAMLNode, _ path: [String], _ name: String, value: Value,
    _ known: inout [ExactText: Int]
  ) {
    guard let index = known[name] else {
      known[name] = entries.count
      return addLeaf(node, path + [name], value: value)
    }
    if case .list(let values) = entries[index].value {
      entries[index].value = .list(values + [value])
    } else {
      entries[index].value = .list([entries[index].value, value])
    }
    entries[index].references += variables.references(in: node)
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

extension ComposePort {
  /// The ports of a range such as `9000-9002:90-92`, one by one; only itself when it is no range.
  ///
  /// - Parameters:
  ///   - key: such as `90-92/tcp`.
  ///   - published: such as `127.0.0.1:9000-9002`.
  static func each(_ key: String, published: String) -> [(key: String, published: String)] {
    let sides = key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, let targets = range(sides[0]), targets.count > 1 else {
      return [(key, published)]
    }
    let start = published.lastIndex(of: ":").map(published.index(after:)) ?? published.startIndex
    let hosts = range(published[start...]).flatMap { $0.count == targets.count ? $0 : nil }
    return targets.map { target in
      let host = hosts.map {
        published[..<start] + "\(target - targets.lowerBound + $0.lowerBound)"
      }
      return ("\(target)/\(sides[1])", host.map { String($0) } ?? published)
    }
  }

  /// `nil` for a text that is not two ports with a hyphen between them, the lower one first.
  private static func range(_ text: Substring) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let last = ends[1], (0...65_535).contains(first),
      (first...65_535).contains(last)
    else { return nil }
    return first...last
  }
}

extension ComposeEntry {
  /// The entry under a key without variables; that of a range of ports under the key of each.
  func ofEachPort(_ key: String) -> [(key: String, entry: ComposeEntry)] {
    guard path.count == 4, path[2] == "ports", path[0] == "services" else { return [(key, self)] }
    let prefix = path.prefix(3).joined(separator: ".") + "."
    guard case .string(let published) = value, key.startsExactly(with: prefix) else {
      return [(key, self)]
    }
    let port = String(decoding: key.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
    return ComposePort.each(port, published: published).map { port, published in
      var entry = self
      entry.value = .string(published)
      return (prefix + port, entry)
    }
  }
}

extension String {
  /// Splits at the separators outside braces and brackets, by bytes. The result is never empty.
  func splitOutsideBrackets(by separator: Unicode.Scalar) -> [String] {
    var parts: [[UInt8]] = [[]]
    var depth = 0
    for byte in utf8 {
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
      if byte == UInt8(ascii: separator), depth == 0 {
        parts.append([])
      } else {
        parts[parts.count - 1].append(byte)
      }
    }
    return parts.map { String(decoding: $0, as: UTF8.self) }
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
