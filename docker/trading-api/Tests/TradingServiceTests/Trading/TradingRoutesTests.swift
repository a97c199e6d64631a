import Testing
import TradingService

struct `Trading over HTTP` {
  let order = #"{"symbol":"AAPL","side":"buy","quantity":10,"limit_price":"141.50"}"#

  /// Proves `endpoints.public`.
  @Test
  func `an order is answered with what became of it and, under endpoints.public, where it is`()
    async throws
  {
    let room = try TradingRoom { $0.publicURL = "https://api.trading.example" }

    let answer = try await room.ask(.post, "/orders", order, key: "one", showing: ["Location"])

    let id = try #require(try await room.desk.orders().orders.first?.id)
    let json = """
      {"created_at":"2026-11-23T00:51:55.500Z","filled_price":"141.00","id":"\(id)",\
      "limit_price":"141.50","mode":"simulated","quantity":10,"side":"buy","status":"filled",\
      "symbol":"AAPL"}
      """
    #expect(answer == "201\nLocation: https://api.trading.example/orders/\(id)\n\(json)")
    #expect(try await room.ask(.get, "/orders/\(id)") == "200\n\(json)")
  }

  @Test func `the same request again gets the same answer, marked as replayed`() async throws {
    let room = try TradingRoom()
    let first = try await room.ask(
      .post, "/orders", order, key: "one", showing: ["Location", "Idempotency-Replayed"])
    let second = try await room.ask(
      .post, "/orders", order, key: "one", showing: ["Location", "Idempotency-Replayed"])

    #expect(first.contains("\nIdempotency-Replayed: none\n"))
    #expect(second == first.replacing("Replayed: none", with: "Replayed: true"))
  }

  @Test func `a key that belongs to another order is refused`() async throws {
    let room = try TradingRoom()
    _ = try await room.place(order, key: "one")

    #expect(
      try await room.ask(.post, "/orders", order.replacing("10", with: "11"), key: "one") == """
        422
        {"detail":"The Idempotency-Key belongs to another order already.","status":422,\
        "title":"Unprocessable Content"}
        """)
  }

  @Test(arguments: [nil, "", "two words", String(repeating: "k", count: 256), "schlüssel"])
  func `an order needs an Idempotency-Key of visible ASCII`(key: String?) async throws {
    let answer = try await TradingRoom().ask(.post, "/orders", order, key: key)

    #expect(answer.hasPrefix("400\n"))
    #expect(answer.contains("1 to 255 visible ASCII characters are expected."))
  }

  @Test func `what is wrong with an order is told with all reasons`() async throws {
    let room = try TradingRoom()

    #expect(
      try await room.ask(.post, "/orders", "{\"side\":\"buy\"}", key: "one") == """
        400
        {"detail":"The request cannot be understood.","reasons":["symbol is missing; a text such as \
        \\"AAPL\\" is expected.","quantity is missing; a whole number is expected.",\
        "limit_price is missing; a text such as \\"141.50\\" is expected."],"status":400,\
        "title":"Bad Request"}
        """)
    #expect(
      try await room.ask(
        .post, "/orders", order.replacing("10", with: "101").replacing("AAPL", with: "X"),
        key: "one") == """
          422
          {"detail":"The order is not taken.","reasons":["symbol is \\"X\\"; AAPL, MSFT are quoted \
          here.","quantity is 101; 1 to 100 are allowed here."],"status":422,\
          "title":"Unprocessable Content"}
          """)
    #expect(await room.desk.counts.rejected == 2)
    #expect(try await room.desk.orders().orders == [])
  }

  @Test func `a body that is larger than allowed is not kept`() async throws {
    let room = try TradingRoom { $0.api.maxRequestBodyBytes = 20 }

    #expect(try await room.ask(.post, "/orders", order, key: "one").hasPrefix("413\n"))
  }

  @Test func `without fresh quotes orders wait`() async throws {
    let room = try TradingRoom()
    room.loseQuotes()

    #expect(
      try await room.ask(.post, "/orders", order, key: "one") == """
        503
        {"detail":"There are no quotes fresh enough to trade on.","status":503,\
        "title":"Service Unavailable"}
        """)
  }

  @Test func `orders are listed page by page in the sequence they were taken`() async throws {
    let room = try TradingRoom { $0.trading.mode = .live }
    var ids: [String] = []
    for number in 1...3 { ids.append(try await room.place(order, key: "\(number)")) }
    _ = try await room.ask(.delete, "/orders/\(ids[1])")

    #expect(try await page(room, "?limit=2") == "\(ids[0]) \(ids[1]) then \(ids[1])")
    #expect(try await page(room, "?limit=2&after=\(ids[1])") == "\(ids[2]) then none")
    #expect(try await page(room, "?status=open") == "\(ids[0]) \(ids[2]) then none")
    #expect(try await page(room, "?status=cancelled") == "\(ids[1]) then none")
    #expect(try await page(room, "?status=filled") == " then none")
  }

  @Test func `parameters that mean nothing are named`() async throws {
    let room = try TradingRoom()

    #expect(
      try await room.ask(.get, "/orders?limit=0&status=done&after=1&stauts=open") == """
        400
        {"detail":"The request cannot be understood.","reasons":["limit is \\"0\\"; a number from 1 \
        to 200 is expected.","status is \\"done\\"; open, filled or cancelled is expected.",\
        "after is \\"1\\"; the id of an order is expected.","\\"stauts\\" is not a parameter. Did \
        you mean status?"],"status":400,"title":"Bad Request"}
        """)
    #expect(
      try await room.ask(.get, "/orders?after=01KAQZ0000000000000000000A").hasPrefix("400\n"))
  }

  @Test func `an open order is cancelled, and only once`() async throws {
    let room = try TradingRoom { $0.trading.mode = .live }
    let id = try await room.place(order, key: "one")

    #expect(try await room.ask(.delete, "/orders/\(id)").contains(#""status":"cancelled""#))
    #expect(
      try await room.ask(.delete, "/orders/\(id)") == """
        409
        {"detail":"The order is cancelled and cannot be cancelled.","status":409,\
        "title":"Conflict"}
        """)
  }

  @Test(arguments: ["01KAQZ0000000000000000000A", "1", "%27%20OR%201=1"])
  func `an order that is not there is not found`(id: String) async throws {
    let room = try TradingRoom()

    #expect(try await room.ask(.get, "/orders/\(id)").hasPrefix("404\n"))
    #expect(try await room.ask(.delete, "/orders/\(id)").hasPrefix("404\n"))
  }

  @Test func `positions follow from what was filled`() async throws {
    let room = try TradingRoom()
    _ = try await room.place(order, key: "one")

    #expect(
      try await room.ask(.get, "/positions") == """
        200
        {"positions":[{"average_price":"141.00","quantity":10,"symbol":"AAPL"}]}
        """)
  }

  @Test func `trading.kill_switch halts trading through the api`() async throws {
    let room = try TradingRoom { $0.trading.hasKillSwitch = true }
    #expect(try await room.ask(.get, "/kill-switch") == "200\n{\"halted\":false}")

    let halted = try await room.ask(.put, "/kill-switch", #"{"halted":true,"reason":"test"}"#)

    #expect(
      halted == """
        200
        {"halted":true,"reason":"test","since":"2026-11-23T00:51:55.500Z"}
        """)
    #expect(try await room.ask(.get, "/kill-switch") == halted)
    #expect(
      try await room.ask(.post, "/orders", order, key: "one") == """
        503
        {"detail":"No orders are taken until it goes on.","reasons":["test"],"status":503,\
        "title":"Trading is halted"}
        """)
    #expect(await room.desk.counts.isHalted)
  }

  /// Proves `trading.kill_switch`.
  @Test func `trading.kill_switch false removes it, and a halt from before does not hold`()
    async throws
  {
    let folder = try TemporaryFolder()
    let before = try TradingRoom(in: folder)
    _ = try await before.desk.turn(KillSwitch(halted: true, reason: "test"))

    let room = try TradingRoom(in: folder) { $0.trading.hasKillSwitch = false }

    #expect(try await room.ask(.get, "/kill-switch").hasPrefix("404\n"))
    #expect(try await room.ask(.put, "/kill-switch", #"{"halted":false}"#).hasPrefix("404\n"))
    #expect(try await room.ask(.post, "/orders", order, key: "one").hasPrefix("201\n"))
  }

  @Test(arguments: [
    (#"{"halted":true}"#, "reason is missing; a text of at most 200 characters is expected."),
    (#"{"halted":true,"reason":""}"#, "reason is \\\"\\\"; a text of at most 200 characters is"),
    (#"{"halted":1,"reason":"x"}"#, "halted is 1; true or false is expected."),
    (#"{"reason":"x"}"#, "halted is missing; true or false is expected."),
    (#"{"halted":false,"resaon":"x"}"#, "not a field of the kill switch. Did you mean reason?"),
  ])
  func `halting needs a reason, and what is wrong is named`(body: String, words: String)
    async throws
  {
    let room = try TradingRoom()

    let answer = try await room.ask(.put, "/kill-switch", body)

    #expect(answer.hasPrefix("400\n"))
    #expect(answer.contains(words))
    #expect(try await room.desk.killSwitch() == KillSwitch(halted: false))
  }

  @Test func `causes inside of the service are told where errors are verbose`() async throws {
    let quiet = try TradingRoom()
    let verbose = try TradingRoom { $0.debug.verboseErrors = true }
    for room in [quiet, verbose] { try room.database.close() }

    #expect(
      try await quiet.ask(.get, "/orders") == """
        503
        {"detail":"The database is not ready.","status":503,"title":"Service Unavailable"}
        """)
    #expect(
      try await verbose.ask(.get, "/orders") == """
        503
        {"detail":"The database is not ready.","reasons":["The database cannot be read: Connection \
        is closed."],"status":503,"title":"Service Unavailable"}
        """)
    #expect(
      quiet.log.lines.contains("error The database cannot be read. error=Connection is closed"))
  }

  /// The ids of a page and the one to go on after.
  private func page(_ room: TradingRoom, _ query: String) async throws -> String {
    let answer = try await room.ask(.get, "/orders\(query)")
    let ids = answer.matches(of: #/"id":"(\w+)"/#).map { "\($0.output.1)" }
    let next = answer.firstMatch(of: #/"next":"(\w+)"/#).map { "\($0.output.1)" } ?? "none"
    return "\(ids.joined(separator: " ")) then \(next)"
  }
}
