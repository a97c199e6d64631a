import Glibc
import Testing
import TradingService

struct `Trading at the desk` {
  /// Proves `trading.mode`.
  @Test func `trading.mode simulated fills at once what the quote allows, and never later`()
    async throws
  {
    let room = try TradingRoom { $0.trading.mode = .simulated }
    let filled = try await room.desk.place(.sample(.buy, 10, at: 142), key: "one").order
    let open = try await room.desk.place(.sample(.buy, 10, at: 140), key: "two").order

    try room.quote("139.00")
    try await room.desk.match()

    #expect(filled.status == .filled)
    #expect(filled.filledPrice?.description == "141.00")
    #expect(try await room.desk.order(open.id).status == .open)
    #expect(try await held(room) == ["10 AAPL at 141.00"])
  }

  /// Proves `trading.mode`.
  @Test func `trading.mode paper fills later, when the quotes meet the limit`() async throws {
    let room = try TradingRoom { $0.trading.mode = .paper }
    let order = try await room.desk.place(.sample(.buy, 10, at: 140), key: "one").order

    #expect(try await room.desk.match() == 0)
    try room.quote("139.50")
    #expect(try await room.desk.match() == 1)

    let filled = try await room.desk.order(order.id)
    #expect(filled.status == .filled)
    #expect(filled.filledPrice?.description == "139.50")
    #expect(try await held(room) == ["10 AAPL at 139.50"])
    #expect(try await room.desk.match() == 0)
  }

  /// Proves `trading.mode`.
  @Test func `trading.mode live fills nothing, because no market is connected`() async throws {
    let room = try TradingRoom { $0.trading.mode = .live }

    let order = try await room.desk.place(.sample(.buy, 10, at: 500), key: "one").order
    try await room.desk.match()

    #expect(order.mode == .live)
    #expect(try await room.desk.order(order.id).status == .open)
    #expect(try await held(room) == [])
  }

  @Test func `an order stays in the mode in which it was taken`() async throws {
    let folder = try TemporaryFolder()
    let live = try TradingRoom(in: folder) { $0.trading.mode = .live }
    let order = try await live.desk.place(.sample(.buy, 10, at: 500), key: "one").order

    let paper = try TradingRoom(in: folder) { $0.trading.mode = .paper }

    #expect(try await paper.desk.match() == 0)
    #expect(try await paper.desk.order(order.id).status == .open)
  }

  /// Proves `trading.max_order_quantity`.
  @Test func `trading.max_order_quantity is the largest order, also after it was changed`()
    async throws
  {
    let room = try TradingRoom { $0.trading.maxOrderQuantity = 10 }
    let large = OrderRequest.sample(.buy, 11)
    await #expect(throws: Refusal.notAllowed(["quantity is 11; 1 to 10 are allowed here."])) {
      try await room.desk.place(large, key: "one")
    }

    room.allow(quantity: 11)

    #expect(try await room.desk.place(large, key: "one").order.quantity == 11)
  }

  @Test func `without fresh quotes no order is taken`() async throws {
    let room = try TradingRoom { $0.trading.mode = .live }
    room.loseQuotes()

    await #expect(throws: Refusal.noQuotes(["There are no quotes yet."])) {
      try await room.desk.place(.sample(), key: "one")
    }
  }

  @Test func `the same key and the same request is the same order, whatever happened since`()
    async throws
  {
    let room = try TradingRoom { $0.trading.mode = .live }
    let first = try await room.desk.place(.sample(), key: "one")
    _ = try await room.desk.cancel(first.order.id)
    _ = try await room.desk.turn(KillSwitch(halted: true, reason: "x"))
    room.allow(quantity: 1)
    room.loseQuotes()

    let second = try await room.desk.place(.sample(), key: "one")

    #expect(second == PlacedOrder(order: first.order, isReplayed: true))
    #expect(try await room.desk.orders().orders.count == 1)
  }

  @Test func `the same key with another request is refused`() async throws {
    let room = try TradingRoom()
    _ = try await room.desk.place(.sample(.buy, 1), key: "one")

    await #expect(throws: Refusal.keyReused) {
      try await room.desk.place(.sample(.buy, 2), key: "one")
    }
    #expect(try await room.desk.orders().orders.count == 1)
  }

  @Test func `many clients with one key at the same time place one order`() async throws {
    let room = try TradingRoom()

    let orders = try await withThrowingTaskGroup(of: PlacedOrder.self) { group in
      for _ in 0..<20 { group.addTask { try await room.desk.place(.sample(), key: "one") } }
      return try await group.reduce(into: []) { $0.append($1) }
    }

    #expect(orders.count { !$0.isReplayed } == 1)
    #expect(Set(orders.map(\.order.id)).count == 1)
    #expect(try await held(room) == ["10 AAPL at 141.00"])
  }

  @Test func `an order is cancelled once, and one that is closed is not`() async throws {
    let room = try TradingRoom()
    let open = try await room.desk.place(.sample(.buy, 1, at: 100), key: "one").order
    let filled = try await room.desk.place(.sample(.buy, 1, at: 200), key: "two").order

    #expect(try await room.desk.cancel(open.id).status == .cancelled)

    await #expect(throws: Refusal.notOpen(.cancelled)) { try await room.desk.cancel(open.id) }
    await #expect(throws: Refusal.notOpen(.filled)) { try await room.desk.cancel(filled.id) }
    #expect(try await room.desk.order(open.id).status == .cancelled)
  }

  /// Proves `trading.kill_switch`.
  @Test func `trading.kill_switch halts orders and fills, but not cancelling, across a restart`()
    async throws
  {
    let folder = try TemporaryFolder()
    let before = try TradingRoom(in: folder) { $0.trading.mode = .paper }
    let open = try await before.desk.place(.sample(.buy, 1, at: 140), key: "one").order
    _ = try await before.desk.turn(KillSwitch(halted: true, reason: "prices look wrong"))

    let room = try TradingRoom(in: folder) { $0.trading.mode = .paper }
    try room.quote("100.00")

    await #expect(throws: Refusal.halted(reason: "prices look wrong")) {
      try await room.desk.place(.sample(), key: "two")
    }
    #expect(try await room.desk.match() == 0)
    #expect(try await room.desk.cancel(open.id).status == .cancelled)

    _ = try await room.desk.turn(KillSwitch(halted: false, reason: "they were right"))
    #expect(try await room.desk.place(.sample(), key: "two").order.status == .filled)
    #expect(before.log.warnings == ["warning Trading is halted. reason=prices look wrong"])
    #expect(room.log.warnings == ["warning Trading goes on. reason=they were right"])
  }

  @Test func `a position that could not be counted is refused with the order`() async throws {
    let room = try TradingRoom { $0.trading.maxOrderQuantity = 1_000_000_000 }
    try room.quote("999999.00")

    await #expect(
      throws: Refusal.notAllowed(["The position in AAPL would be too large to count."])
    ) {
      try await room.desk.place(.sample(.buy, 1_000_000_000, at: 1_000_000), key: "one")
    }
    #expect(try await room.desk.orders().orders == [])
  }

  @Test func `what happened is counted`() async throws {
    let room = try TradingRoom()
    let open = try await room.desk.place(.sample(.buy, 1, at: 100), key: "1").order
    _ = try await room.desk.place(.sample(.buy, 1, at: 101), key: "2")
    _ = try await room.desk.place(.sample(.buy, 1, at: 200), key: "3")
    _ = try await room.desk.place(.sample(.buy, 1, at: 200), key: "3")
    _ = try? await room.desk.place(.sample(.buy, 0), key: "4")
    _ = try await room.desk.cancel(open.id)

    let counts = await room.desk.counts

    #expect(
      [counts.accepted, counts.filled, counts.cancelled, counts.rejected, counts.open]
        == [3, 1, 1, 1, 1])
    #expect(!counts.isHalted)
    #expect(counts.databaseBytes == room.database.bytes.database)
    #expect(counts.walBytes.map { $0 > 0 } == true)
  }

  @Test func `a desk whose database cannot be read is not ready`() async throws {
    let room = try TradingRoom()
    #expect(await room.desk.reasons == [])

    try room.database.close()

    #expect(
      await room.desk.reasons == ["The database cannot be read: Connection is closed."])
    await #expect(throws: Refusal.self) {
      try await room.desk.place(.sample(), key: "one")
    }
  }

  @Test(arguments: [
    (Side.buy, "140.01", Order.Status.open), (.buy, "140.00", .filled), (.buy, "139.99", .filled),
  ])
  func `a later quote fills a purchase at the limit or below`(
    side: Side, quote: String, status: Order.Status
  ) async throws {
    #expect(try await statusOfOpen(side, at: 140, after: quote) == status)
  }

  @Test(arguments: [
    (Side.sell, "141.99", Order.Status.open), (.sell, "142.00", .filled),
    (.sell, "142.01", .filled),
  ])
  func `a later quote fills a sale at the limit or above`(
    side: Side, quote: String, status: Order.Status
  ) async throws {
    #expect(try await statusOfOpen(side, at: 142, after: quote) == status)
  }

  @Test func `a desk whose database is gone is not ready`() async throws {
    let room = try TradingRoom()
    let path = room.configuration.database.path

    #expect(rename(path, "\(path).gone") == 0)

    #expect(
      await room.desk.reasons == [
        "The database cannot be written: \(path): No such file or directory."
      ])
  }

  @Test func `orders that a quote fills are filled in batches, and none is left`() async throws {
    let room = try TradingRoom { $0.trading.mode = .paper }
    for number in 1...5 {
      _ = try await room.desk.place(.sample(.buy, 1, at: 140), key: "\(number)")
    }
    try room.quote("139.00")

    #expect(try await room.desk.match(batch: 2) == 5)

    #expect(try await held(room) == ["5 AAPL at 139.00"])
    #expect(await room.desk.counts.filled == 5)
  }

  @Test func `a desk that could not write is not ready until it can again`() async throws {
    let room = try TradingRoom { $0.database.busyTimeout = .milliseconds(10) }
    let other = try otherProgram(on: room.configuration.database.path)
    try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
    let locked = "The database cannot be written: database is locked."

    await #expect(throws: Refusal.database(locked)) {
      try await room.desk.place(.sample(), key: "one")
    }
    #expect(await room.desk.reasons == [locked])
    await room.desk.retryWriting()
    #expect(await room.desk.reasons == [locked])

    try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
    await room.desk.retryWriting()
    #expect(await room.desk.reasons == [])
  }

  @Test func `a full disk takes no orders, changes nothing and is said`() async throws {
    let room = try TradingRoom()
    try await room.database.write { try $0.execute(sql: "PRAGMA max_page_count = 1") }
    let long = String(repeating: "k", count: 255)

    var refusal: Refusal?
    var taken = 0
    while refusal == nil, taken < 1_000 {
      do {
        _ = try await room.desk.place(.sample(.buy, 1), key: "\(taken)-\(long)")
        taken += 1
      } catch let error as Refusal {
        refusal = error
      }
    }

    #expect(
      refusal == .database("The database cannot be written: database or disk is full."))
    #expect(
      room.log.lines.contains(
        "error The database cannot be written. error=database or disk is full"))
    try await room.database.write { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
    #expect(try await held(room) == (taken == 0 ? [] : ["\(taken) AAPL at 141.00"]))
    #expect(try await room.desk.place(.sample(.buy, 1), key: "after").order.status == .filled)
  }

  /// What becomes of an order that stays open at first, in mode paper.
  private func statusOfOpen(
    _ side: Side, at limit: Int, after quote: String
  ) async throws -> Order.Status {
    let room = try TradingRoom { $0.trading.mode = .paper }
    let order = try await room.desk.place(.sample(side, 1, at: limit), key: "one").order
    #expect(order.status == .open)
    try room.quote(quote)
    try await room.desk.match()
    return try await room.desk.order(order.id).status
  }

  private func held(_ room: TradingRoom) async throws -> [String] {
    try await room.desk.positions().map {
      "\($0.quantity) \($0.symbol) at \($0.averagePrice?.description ?? "nothing")"
    }
  }
}
