import GRDB

extension Database {
  func position(in symbol: String) throws -> Position {
    let statement = try cachedStatement(sql: "SELECT * FROM positions WHERE symbol = ?")
    let row = try Row.fetchOne(statement, arguments: [symbol])
    return row.map(Position.init(row:)) ?? Position(symbol: symbol)
  }

  /// What is held, by symbol; what was sold again is not shown.
  func positions() throws -> [Position] {
    let sql = "SELECT * FROM positions WHERE quantity <> 0 ORDER BY symbol"
    return try Row.fetchAll(cachedStatement(sql: sql)).map(Position.init(row:))
  }

  func save(_ position: Position) throws {
    let statement = try cachedStatement(
      sql: """
        INSERT INTO positions (symbol, quantity, cost) VALUES (?, ?, ?)
        ON CONFLICT (symbol) DO UPDATE SET quantity = excluded.quantity, cost = excluded.cost
        """)
    try statement.execute(arguments: [position.symbol, position.quantity, position.cost])
  }
}

extension Position {
  init(row: Row) {
    self.init(symbol: row["symbol"], quantity: row["quantity"], cost: row["cost"])
  }
}
