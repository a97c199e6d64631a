import Environments

extension Environment {
  /// The JSON that the workload reads: its sections of the settings, keys sorted, durations in milliseconds,
  /// memory in bytes. Secrets are left out. Equal settings give equal texts; a newline ends it.
  package var renderedConfiguration: String {
    var root = Rendering.Node()
    for setting in settings where setting.key.source == .settings {
      let path = setting.key.path.split(separator: ".").map(String.init)
      guard Schema.workloadSections.contains(path[0]), let value = Rendering.json(setting.value)
      else { continue }
      root.set(value, at: path[...])
    }
    root.set(.integer(Schema.version), at: ["schema_version"])
    root.set(.string(name), at: ["environment", "name"])
    root.set(.string(tier.rawValue), at: ["environment", "tier"])
    return root.json.text + "\n"
  }
}

/// Converts settings with dotted paths into a tree.
private enum Rendering {
  struct Node {
    var value: JSONValue?
    var children: [String: Node] = [:]

    mutating func set(_ value: JSONValue, at path: ArraySlice<String>) {
      guard let head = path.first else {
        self.value = value
        return
      }
      children[head, default: Node()].set(value, at: path.dropFirst())
    }

    var json: JSONValue { value ?? .object(children.mapValues(\.json)) }
  }

  /// `nil` for a secret, and for a list that contains one.
  static func json(_ value: Value) -> JSONValue? {
    switch value {
    case .secret: return nil
    case .bytes(let quantity), .duration(let quantity): return .integer(quantity.amount)
    case .list(let values):
      let items = values.map { json($0) }
      return items.contains(nil) ? nil : .array(items.compactMap { $0 })
    default: return JSONValue(value)
    }
  }
}
