import Environments

/// A YAML document as a tree in which every node knows where it stands. Aliases are expanded within a budget.
package struct YAMLNode: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package var key: String
    package var keyLocation: Location
    package var value: YAMLNode

    package init(key: String, keyLocation: Location, value: YAMLNode) {
      self.key = key
      self.keyLocation = keyLocation
      self.value = value
    }
  }

  package enum Content: Hashable, Sendable {
    /// `isQuoted` tells `"8080"` from `8080`; block scalars count as quoted.
    case scalar(text: String, isQuoted: Bool)
    case sequence([YAMLNode])
    /// In the order of the file; keys are unique.
    case mapping([Entry])
  }

  package var content: Content
  package var location: Location
  /// An explicit tag such as `!reset`, `nil` for none.
  package var tag: String?

  package init(_ content: Content, at location: Location, tag: String? = nil) {
    self.content = content
    self.location = location
    self.tag = tag
  }
}
