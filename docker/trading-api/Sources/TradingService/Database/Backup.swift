/// A verified copy of the database.
package struct Backup: Hashable, Sendable {
  package var path: String
  package var bytes: Int
  package var contents: DatabaseContents
  /// The older backups that made room for it.
  package var removed: [String]
}
