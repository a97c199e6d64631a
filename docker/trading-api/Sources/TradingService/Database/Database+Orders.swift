import GRDB

extension Database {
  func insert(_ order: Order) throws {
    let statement = try cachedStatement(
      sql: """
        INSERT INTO orders
          (id, symbol, side, quantity, limit_price, status, filled_price, mode, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """)
    try statement.execute(arguments: [
      order.id.description, order.symbol, order.side.rawValue, order.quantity,
      order.limitPrice.tenThousandths, order.status.rawValue, order.filledPrice?.tenThousandths,
      order.mode.rawValue, order.createdAt,
    ])
  }

  func order(_ id: OrderID) throws -> Order? {
    let statement = try cachedStatement(sql: "SELECT * FROM orders WHERE id = ?")
    return try Row.fetchOne(statement, arguments: [id.description]).map(Order.init(row:))
  }

  /// Orders in the sequence they were taken, after `cursor`; nil when no order has that name.
  func orders(_ status: Order.Status?, after cursor: OrderID?, limit: Int) throws -> [Order]? {
    var sequence = 0
    if let cursor {
      let statement = try cachedStatement(sql: "SELECT sequence FROM orders WHERE id = ?")
      guard let found = try Int.fetchOne(statement, arguments: [cursor.description]) else {
        return nil
      }
      sequence = found
    }
    // Written out, because only then does SQLite use the index of the open orders.
    let condition = status.map { "AND status = '\($0.rawValue)'" } ?? ""
    let statement = try cachedStatement(
      sql: "SELECT * FROM orders WHERE sequence > ? \(condition) ORDER BY sequence LIMIT ?")
    return try Row.fetchAll(statement, arguments: [sequence, limit]).map(Order.init(row:))
  }

  /// The first open orders of one symbol whose limit `price` meets, in the sequence they were taken.
  func openOrders(
    in mode: TradingSettings.Mode, of symbol: String, metBy price: Price, limit: Int
  ) throws -> [Order] {
    let statement = try cachedStatement(
      sql: """
        SELECT * FROM orders WHERE status = 'open' AND mode = :mode AND symbol = :symbol
          AND ((side = 'buy' AND limit_price >= :price)
            OR (side = 'sell' AND limit_price <= :price))
        ORDER BY sequence LIMIT :limit
        """)
    return try Row.fetchAll(
      statement,
      arguments: [
        "mode": mode.rawValue, "symbol": symbol, "price": price.tenThousandths, "limit": limit,
      ]
    ).map(Order.init(row:))
  }

  func openOrderCount() throws -> Int {
    let sql = "SELECT count(*) FROM orders WHERE status = 'open'"
    return try Int.fetchOne(cachedStatement(sql: sql)) ?? 0
  }

  /// Closes an order that is open; its fate is decided once.
  func close(_ order: Order) throws {
    let statement = try cachedStatement(
      sql: "UPDATE orders SET status = ?, filled_price = ? WHERE id = ? AND status = 'open'")
    try statement.execute(arguments: [
      order.status.rawValue, order.filledPrice?.tenThousandths, order.id.description,
    ])
  }
}

extension Order {
  init(row: Row) throws {
    guard let id = OrderID(row["id"]), let side = Side(rawValue: row["side"]),
      let status = Status(rawValue: row["status"]),
      let mode = TradingSettings.Mode(rawValue: row["mode"])
    else { throw DatabaseProblem(.failed, "An order in the database cannot be read.") }
    let filledPrice: Int? = row["filled_price"]
    self.init(
      id: id, symbol: row["symbol"], side: side, quantity: row["quantity"],
      limitPrice: Price(tenThousandths: row["limit_price"]), status: status,
      filledPrice: filledPrice.map(Price.init(tenThousandths:)), mode: mode,
      createdAt: row["created_at"])
  }
}
