/// What watching files tells.
package enum FileEvent: Hashable, Sendable {
  /// At least one of them was written, made, removed, renamed or had its permissions changed.
  case changed
  /// Changes will not be noticed any more, with the reason; the last event.
  case blind(String)
}
