import GRDB

extension TradingDesk {
  package static let pageLimitMax = 200

  package func order(_ id: OrderID) async throws -> Order {
    guard let order = try await reading({ try $0.order(id) }) else { throw Refusal.unknownOrder }
    return order
  }

  /// The orders in the sequence they were taken.
  package func orders(
    _ status: Order.Status? = nil, after cursor: OrderID? = nil, limit: Int = 50
  ) async throws -> OrderPage {
    // One more than asked for tells whether there are more.
    let found = try await reading { try $0.orders(status, after: cursor, limit: limit + 1) }
    guard let found else { throw Refusal.malformed(["after names no order."]) }
    let page = Array(found.prefix(limit))
    return OrderPage(orders: page, next: found.count > limit ? page.last?.id : nil)
  }

  package func positions() async throws -> [Position] {
    try await reading { try $0.positions() }
  }

  /// What is to be measured. While the database cannot be read, what it said last stays.
  package var counts: DeskCounts {
    get async {
      let standing = try? await reading { (try $0.openOrderCount(), try $0.killSwitch().halted) }
      if let (open, isHalted) = standing {
        count {
          $0.open = open
          $0.isHalted = hasKillSwitch && isHalted
        }
      }
      var counts = counted
      (counts.databaseBytes, counts.walBytes) = database.bytes
      return counts
    }
  }

  /// Why the desk cannot take orders now, one sentence each; empty when it can. Being halted is no reason: that
  /// is wanted.
  package var reasons: [String] {
    get async {
      if let why = database.whyNotWritable { return ["The database cannot be written: \(why)."] }
      if let failure = writeFailure.withLock({ $0 }) { return [failure] }
      do {
        return try await database.schemaState().reason.map { [$0] } ?? []
      } catch {
        return [DatabaseProblem(error, about: "The database cannot be read").text]
      }
    }
  }

  func reading<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    try await refusing("The database cannot be read") { try await self.database.read(body) }
  }

  func writing<Value: Sendable>(
    _ body: @escaping @Sendable (Database) throws -> Value
  ) async throws -> Value {
    let what = "The database cannot be written"
    do {
      let value = try await refusing(what) { try await self.database.write(body) }
      writeFailure.withLock { $0 = nil }
      return value
    } catch Refusal.database(let reason) {
      writeFailure.withLock { $0 = reason }
      throw Refusal.database(reason)
    }
  }

  /// Finds out whether what could not be written lately can be again: a desk that is not ready may be asked for
  /// nothing more.
  package func retryWriting() async {
    guard writeFailure.withLock({ $0 != nil }) else { return }
    let version = database.schema.version
    // What is there already, but a page is written, so that a full disk is still full.
    let attempt: Void? = try? await database.write {
      try $0.execute(sql: "PRAGMA user_version = \(version)")
    }
    if attempt != nil { writeFailure.withLock { $0 = nil } }
  }

  /// What SQLite throws is a refusal: the client may come back, and the operator is told.
  private func refusing<Value>(
    _ what: String, _ body: () async throws -> Value
  ) async throws -> Value {
    do {
      return try await body()
    } catch let error as DatabaseError {
      let problem = DatabaseProblem(error, about: what)
      logger.error("\(what).", metadata: ["error": "\(error.words)"])
      throw Refusal.database(problem.text)
    } catch let problem as DatabaseProblem {
      logger.error("\(what).", metadata: ["error": "\(problem.text)"])
      throw Refusal.database(problem.text)
    }
  }
}
