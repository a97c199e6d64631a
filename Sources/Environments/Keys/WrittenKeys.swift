/// What a file of keys says, before anybody judged whether there are such actions and keys.
package struct WrittenKeys: Hashable, Sendable {
  /// A text of the file where a key is expected; `nil` where something else stands.
  package struct Word: Hashable, Sendable {
    package var text: String?
    package var location: Location

    package init(_ text: String?, at location: Location) {
      self.text = text
      self.location = location
    }
  }

  /// One action with the keys that it is to have, none to take its keys away.
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

  /// The console listens to the mouse; otherwise it stays the terminal's own.
  package var takesMouse = true
  /// In the order of the file.
  package var remaps: [Remap] = []
  /// What kept parts of the file from being read.
  package var problems: [Diagnostic] = []

  package init() {}
}
