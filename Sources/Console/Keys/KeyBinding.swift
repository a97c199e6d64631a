import Canvas

/// One row of the key table.
package struct KeyBinding: Hashable, Sendable {
  package enum Group: String, Hashable, Sendable, CaseIterable {
    case moving = "Moving"
    case looking = "Viewing"
    case acting = "Acting"
    case leaving = "Leaving"
    case logs = "In the logs"
    case dialogs = "In a dialog or while something is typed"
  }

  package var keys: [Key]
  package var action: Action
  package var group: Group
  /// A sentence for help and documents, without its full stop.
  package var help: String
  /// One or two words for the footer; `nil` leaves the key out.
  package var hint: String?
  /// The views whose footer has no room for the hint.
  var unhinted: Set<KeyContext>
  package var contexts: Set<KeyContext>
  /// The text of the keys; `nil` stands for their labels.
  package var written: String?

  init(
    _ keys: String, _ action: Action, _ group: Group, _ help: String, hint: String? = nil,
    in contexts: Set<KeyContext> = KeyContext.views, unhinted: Set<KeyContext> = [],
    written: String? = nil
  ) {
    self.keys = Key.parse(keys)
    self.action = action
    self.group = group
    self.help = help
    self.hint = hint
    self.contexts = contexts
    self.unhinted = unhinted
    self.written = written
  }

  func isHinted(in context: KeyContext) -> Bool {
    hint != nil && contexts.contains(context) && !unhinted.contains(context)
  }

  /// Such as `k ↑` or `1…9`; the command where there is no key.
  package var label: String {
    written ?? (keys.isEmpty ? name : keys.map(\.label).joined(separator: " "))
  }

  /// The name in sentences and in the footer: the first key, or the command when there is no key.
  var name: String { written ?? keys.first?.label ?? ":" + action.word }
}
