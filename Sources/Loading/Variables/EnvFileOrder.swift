/// Which value of a variable a line of an env file uses when the file sets it above, and an earlier file as well.
/// Releases of Compose differ, so the one that is installed is asked.
package enum EnvFileOrder: String, Hashable, Sendable {
  /// As Compose 2.26 does.
  case earlierFiles = "earlier files"
  case ownFile = "own file"

  package static let usual = EnvFileOrder.earlierFiles
}
