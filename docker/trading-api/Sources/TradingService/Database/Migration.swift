/// One step of the schema. What has been released is never edited: databases have run it.
package struct Migration: Hashable, Sendable {
  package var version: Int
  /// What it does, in a few words.
  package var name: String
  package var sql: String

  package init(version: Int, name: String, sql: String) {
    self.version = version
    self.name = name
    self.sql = sql
  }
}
