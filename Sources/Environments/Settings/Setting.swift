/// One key of one environment, with the values that all layers give it.
package struct Setting: Hashable, Sendable {
  /// The value that one layer gives a setting.
  package struct LayerValue: Hashable, Sendable {
    package var value: Value
    package var origin: Origin
    /// For a value that interpolates `${V}`: where those variables were set.
    package var variables: [Origin]

    package init(_ value: Value, _ origin: Origin, variables: [Origin] = []) {
      self.value = value
      self.origin = origin
      self.variables = variables
    }
  }

  package var key: SettingKey
  /// From the lowest to the highest layer; the last value wins. Never empty.
  package var layerValues: [LayerValue]
  /// The purpose of the key, as the schema describes it; `nil` for a key that is not in the schema.
  package var meaning: String?

  package init(_ key: SettingKey, layerValues: [LayerValue], meaning: String? = nil) {
    precondition(!layerValues.isEmpty, "a setting has at least the layer that set it")
    self.key = key
    self.layerValues = layerValues
    self.meaning = meaning
  }

  package var winner: LayerValue { layerValues[layerValues.count - 1] }
  package var value: Value { winner.value }
  /// `nil` when no file sets the value.
  package var location: Location? { winner.origin.location }
}

/// The name of a setting: its source and its path, such as `api.cors.allowed_origins`, `API_PORT` or
/// `services.api.deploy.replicas`.
package struct SettingKey: Hashable, Sendable, Comparable {
  package var source: Source
  package var path: String

  package init(_ source: Source, _ path: String) {
    self.source = source
    self.path = path
  }

  /// Paths are equal, and ordered, by their bytes.
  package static func == (left: SettingKey, right: SettingKey) -> Bool {
    left.source == right.source && left.path.isExactly(right.path)
  }

  package static func < (left: SettingKey, right: SettingKey) -> Bool {
    left.source == right.source
      ? left.path.precedesExactly(right.path) : left.source < right.source
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(source)
    path.hashExactly(into: &hasher)
  }
}

/// The kind of file or model that a setting belongs to. The raw values are part of the JSON output.
package enum Source: String, Hashable, Sendable, CaseIterable, Comparable {
  /// `configs/environment/*.yaml`.
  case settings
  /// The `.env` files.
  case env
  /// The Compose model: resolved by Compose, or as written until Compose has answered.
  case compose
  /// Fingerprints of secret values.
  case secrets

  package static func < (left: Source, right: Source) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .settings: 0
    case .env: 1
    case .compose: 2
    case .secrets: 3
    }
  }
}

extension [Setting] {
  /// The settings sorted by key; settings with equal keys keep their order. The sort moves indices, because moving
  /// a setting costs more than comparing two.
  package func sortedByKey() -> [Setting] {
    let isSorted = indices.dropFirst().allSatisfy { self[$0 - 1].key < self[$0].key }
    if isSorted { return self }
    return indices.sorted { self[$0].key < self[$1].key }.map { self[$0] }
  }
}
