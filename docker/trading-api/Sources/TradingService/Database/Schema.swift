/// The steps that lead from an empty database to the one this program reads and writes.
package struct Schema: Hashable, Sendable {
  package var migrations: [Migration]

  package init(_ migrations: [Migration]) {
    precondition(
      migrations.map(\.version) == Array(1..<(migrations.count + 1)),
      "migrations are numbered from 1 without a gap")
    self.migrations = migrations
  }

  /// The version after the last step, which is the database's `user_version`.
  package var version: Int { migrations.count }

  /// The first steps only: what an older program would have left.
  package func upTo(_ version: Int) -> Schema { Schema(Array(migrations.prefix(version))) }

  package static let current = Schema([
    Migration(
      version: 1, name: "orders, positions and the kill switch",
      sql: """
        CREATE TABLE orders (
          sequence INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          symbol TEXT NOT NULL,
          side TEXT NOT NULL CHECK (side IN ('buy', 'sell')),
          quantity INTEGER NOT NULL CHECK (quantity > 0),
          limit_price INTEGER NOT NULL CHECK (limit_price > 0),
          status TEXT NOT NULL CHECK (status IN ('open', 'filled', 'cancelled')),
          filled_price INTEGER CHECK ((filled_price IS NOT NULL) = (status = 'filled')),
          mode TEXT NOT NULL,
          created_at TEXT NOT NULL
        ) STRICT;
        CREATE TABLE positions (
          symbol TEXT PRIMARY KEY,
          quantity INTEGER NOT NULL,
          cost INTEGER NOT NULL CHECK (cost >= 0)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE kill_switch (
          only INTEGER PRIMARY KEY CHECK (only = 1),
          halted INTEGER NOT NULL CHECK (halted IN (0, 1)),
          reason TEXT,
          since TEXT NOT NULL
        ) STRICT;
        """),
    Migration(
      version: 2, name: "idempotency keys",
      sql: """
        CREATE TABLE idempotency_keys (
          key TEXT PRIMARY KEY,
          request TEXT NOT NULL,
          order_id TEXT NOT NULL REFERENCES orders (id),
          answer TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """),
    Migration(
      version: 3, name: "an index of the open orders",
      sql: "CREATE INDEX orders_open ON orders (sequence) WHERE status = 'open';"),
  ])
}
