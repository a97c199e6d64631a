import Environments

/// Reads the value of a scalar or a list, depending on the name of its key.
enum ComposeValue {
  /// The text of a scalar; `nil` for any other node, and for `null`.
  static func text(of node: YAMLNode) -> String? {
    guard case .scalar(let text, let isQuoted) = node.content else { return nil }
    return !isQuoted && isNull(text) ? nil : text
  }

  static func value(of node: YAMLNode, named name: String) -> Value {
    switch node.content {
    case .scalar(let text, let isQuoted): scalar(text, isQuoted: isQuoted, named: name)
    case .sequence(let items): .list(items.map { value(of: $0, named: "") })
    case .mapping:
      .map(
        Dictionary(
          node.fields.map { (ExactText($0.key), value(of: $0.value, named: $0.key)) },
          uniquingKeysWith: { _, last in last }))
    }
  }

  private static func scalar(_ text: String, isQuoted: Bool, named name: String) -> Value {
    if !isQuoted, isNull(text) { return .null }
    switch amounts[name] {
    case .bytes:
      if let amount = ByteAmount.readDocker(text) {
        return .bytes(Quantity(amount, written: ByteAmount.readable(text, amount)))
      }
    case .duration:
      if let milliseconds = DurationText.composeMilliseconds(text) {
        return .duration(Quantity(milliseconds, written: text))
      }
    case .decimal:
      if let number = Double(text) { return .decimal(number) }
    case nil: break
    }
    return isQuoted ? .string(text) : plain(text)
  }

  private static func plain(_ text: String) -> Value {
    switch text {
    case "true", "True", "TRUE": .bool(true)
    case "false", "False", "FALSE": .bool(false)
    default:
      // As in YAML 1.1, which Compose reads: `0440` is octal.
      if text.utf8.count > 1, text.utf8.first == UInt8(ascii: "0"),
        let number = Int(text, radix: 8)
      {
        .integer(number)
      } else if let number = Int(text) {
        .integer(number)
      } else if text.utf8.first.map(startsNumber) == true, let number = Double(text) {
        .decimal(number)
      } else {
        .string(text)
      }
    }
  }

  private static func startsNumber(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || "+-.".utf8.contains(byte)
  }

  private static func isNull(_ text: String) -> Bool {
    text.isEmpty
      || text.utf8.count <= 4
        && (text == "~" || text == "null" || text == "Null" || text == "NULL")
  }

  private enum Amount { case bytes, duration, decimal }

  /// What the value of a key counts.
  private static let amounts: [String: Amount] = [
    "memory": .bytes, "mem_limit": .bytes, "mem_reservation": .bytes, "memswap_limit": .bytes,
    "shm_size": .bytes, "kernel_memory": .bytes, "size": .bytes,
    "interval": .duration, "timeout": .duration, "start_period": .duration,
    "start_interval": .duration, "stop_grace_period": .duration, "delay": .duration,
    "window": .duration, "monitor": .duration,
    "cpus": .decimal, "cpu_percent": .decimal, "max_failure_ratio": .decimal,
  ]
}

/// Access to a node by the rules of Compose.
extension YAMLNode {
  /// The entries of a mapping; empty for any other node.
  var fields: [Entry] { mapping ?? [] }

  /// The items of a sequence; empty for any other node.
  var items: [YAMLNode] { sequence ?? [] }

  /// The text of a scalar; `nil` for any other node, and for `null`.
  var text: String? { ComposeValue.text(of: self) }

  /// Every `${V}` in it.
  var references: [VariableReference] { variableReferences.found }

  /// Every `${V}` in it, by the texts that hold them, and the texts in which they cannot be read.
  var variableReferences: VariableReferences {
    var references = VariableReferences()
    gather(&references, of: "")
    return references
  }

  private func gather(_ references: inout VariableReferences, of owner: String) {
    switch content {
    case .scalar(let text, _): references.add(text, of: owner, at: location)
    case .sequence(let items):
      for index in items.indices { items[index].gather(&references, of: "") }
    case .mapping(let entries):
      for index in entries.indices {
        entries[index].value.gather(&references, of: entries[index].key)
      }
    }
  }
}
