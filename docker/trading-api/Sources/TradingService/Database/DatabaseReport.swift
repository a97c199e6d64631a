import FoundationEssentials

/// The state of a database, for people and tests that ask from outside.
package struct DatabaseReport: Codable, Hashable, Sendable {
  package struct Schema: Codable, Hashable, Sendable {
    package var version: Int
    /// The version that this program brings.
    package var known: Int
    package var pending: [String]
  }

  package var path: String
  package var bytes: Int
  package var walBytes: Int
  package var schema: Schema
  package var readers: Int
  package var writer: Pragmas
  package var reader: Pragmas
  package var rows: [String: Int]

  enum CodingKeys: String, CodingKey {
    case path
    case bytes
    case walBytes = "wal_bytes"
    case schema
    case readers
    case writer
    case reader
    case rows
  }

  package init(of database: TradingDatabase) throws {
    path = database.settings.path
    (bytes, walBytes) = database.bytes
    let contents = try database.contents()
    schema = Schema(
      version: contents.version, known: database.schema.version,
      pending: database.schema.migrations.dropFirst(contents.version).map(\.name))
    readers = database.readerCount
    (writer, reader) = try database.pragmas()
    rows = contents.rows
  }

  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
