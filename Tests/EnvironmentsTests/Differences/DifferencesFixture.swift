@testable import Environments

/// An environment that has only settings, each on a line of its own.
func environment(_ name: String, _ settings: [SettingKey: Value]) -> Environment {
  let sorted = settings.sorted { $0.key < $1.key }.enumerated().map { index, entry in
    let location = Location(
      file: "configs/environment/\(name).yaml", line: index + 1, column: 3)
    return Setting(
      entry.key,
      layerValues: [.init(entry.value, Origin(layer: .environment, location: location))])
  }
  return Environment(name: name, target: Target(project: name), settings: sorted)
}

func setting(_ path: String) -> SettingKey { SettingKey(.settings, path) }

func accepted(
  _ key: SettingKey, _ environments: [String], values: [String: String]? = nil
) -> AcceptedDifference {
  AcceptedDifference(
    key: key, environments: environments, reason: "it is meant to", values: values,
    location: Location(file: "configs/accepted-differences.yaml", line: 1, column: 3))
}

func secret(_ text: String) -> Value { .secret(Fingerprint(text)) }

extension Matrix {
  /// One line per row: kind, path, values, and the reason why it is accepted.
  var listing: [String] {
    rows.map { row in
      let texts = row.texts.map { $0 ?? "-" }.joined(separator: " ")
      return "\(row.kind.rawValue) \(row.key.path): \(texts)"
        + (row.accepted.map { " (\($0))" } ?? "")
    }
  }
}
