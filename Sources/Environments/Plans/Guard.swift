/// What stands between a plan and the deed.
package enum Guard: Hashable, Sendable {
  case none
  /// A yes, with No focused.
  case confirmation
  /// The environment's name, typed.
  case typedName
}
