/// The content of a key file, before its actions and keys are checked.
package struct WrittenKeys: Hashable, Sendable {
  /// One entry of the file where a key is expected; its text is `nil` when the entry is not a string.
  package struct Word: Hashable, Sendable {
    package var text: String?
    package var location: Location

    package init(_ text: String?, at location: Location) {
      self.text = text
      self.location = location
    }
  }

  /// One action with its new keys; an empty list removes the action's keys.
  package struct Remap: Hashable, Sendable {
    package var action: String
    package var actionLocation: Location
    package var keys: [Word]
    package var keysLocation: Location

    package init(
      _ action: String, at actionLocation: Location, keys: [Word], at keysLocation: Location
    ) {
      self.action = action
      self.actionLocation = actionLocation
      self.keys = keys
      self.keysLocation = keysLocation
    }
  }

  /// Whether the console uses the mouse; otherwise the terminal does.
  package var takesMouse = true
  /// In the order of the file.
  package var remaps: [Remap] = []
  /// The problems because of which parts of the file were not read.
  package var problems: [Diagnostic] = []

  package init() {}
}
