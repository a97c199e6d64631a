/// One key of one environment with its value and everything that had a say in it.
package struct Setting: Hashable, Sendable {
  /// One layer's word on a setting.
  package struct LayerValue: Hashable, Sendable {
    package var value: Value
    package var origin: Origin
    /// For a value that interpolates `${V}`: the places those variables were set.
    package var variables: [Origin]

    package init(_ value: Value, _ origin: Origin, variables: [Origin] = []) {
      self.value = value
      self.origin = origin
      self.variables = variables
    }
  }

  package var key: SettingKey
  /// Low to high; the last one wins. Never empty.
  package var layerValues: [LayerValue]
  /// What the schema says that the key is for, in a sentence; `nil` for what no schema names.
  package var meaning: String?

  package init(_ key: SettingKey, layerValues: [LayerValue], meaning: String? = nil) {
    precondition(!layerValues.isEmpty, "a setting has at least the layer that set it")
    self.key = key
    self.layerValues = layerValues
    self.meaning = meaning
  }

  package var winner: LayerValue { layerValues[layerValues.count - 1] }
  package var value: Value { winner.value }
  /// `nil` where no file says it.
  package var location: Location? { winner.origin.location }
}
