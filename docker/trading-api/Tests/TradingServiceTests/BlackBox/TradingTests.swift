import Testing
import TradingService

extension BlackBox {
  struct `Trading with the api` {
    @Test func `an order is taken, found, cancelled once and then closed`() async throws {
      try await Target.using { target async throws in
        let taken = try await target.trade(
          "POST", "/orders", target.order(), key: Target.newKey)
        let order = try taken.decoded(Order.self)
        let found = try await target.trade("GET", "/orders/\(order.id)")
        let cancelled = try await target.trade("DELETE", "/orders/\(order.id)")
        let again = try await target.trade("DELETE", "/orders/\(order.id)")

        #expect(taken.status == 201)
        #expect(
          taken.headers["location"] == "\(target.configuration.publicURL)/orders/\(order.id)")
        #expect([order.quantity, order.limitPrice.tenThousandths] == [1, 100])
        #expect(order.symbol == target.configuration.quotes.symbols[0])
        #expect(order.mode == target.configuration.trading.mode)
        #expect([order.status, try cancelled.decoded(Order.self).status] == [.open, .cancelled])
        #expect(found.body == taken.body)
        #expect([found.status, cancelled.status, again.status] == [200, 200, 409])
        #expect(again.problem?.detail == "The order is cancelled and cannot be cancelled.")
      }
    }

    @Test func `orders are listed in their sequence, by status and page by page`() async throws {
      try await Target.using { target async throws in
        var orders: [Order] = []
        for _ in 0..<3 { orders.append(try await target.place(target.order())) }
        _ = try await target.trade("DELETE", "/orders/\(orders[1].id)")
        let after = "after=\(orders[0].id)"

        let page = try await target.trade("GET", "/orders?limit=1&\(after)")
          .decoded(OrdersAnswer.self)
        let open = try await target.trade("GET", "/orders?status=open&\(after)")
          .decoded(OrdersAnswer.self)

        #expect(page.orders.map(\.id) == [orders[1].id])
        #expect(page.next == orders[1].id)
        #expect(open.orders.map(\.id) == [orders[2].id])
        #expect(open.next == nil)
        for id in [orders[0].id, orders[2].id] {
          _ = try await target.trade("DELETE", "/orders/\(id)")
        }
      }
    }

    @Test func `what the mode fills moves the position, and what it does not stays open`()
      async throws
    {
      try await Target.using { target async throws in
        let symbol = target.configuration.quotes.symbols[0]
        let before = try await target.held(symbol)

        let bought = try await target.place(target.order(.buy, limit: "1000000.00"))
        let between = try await target.held(symbol)

        if target.configuration.trading.mode == .live {
          #expect(bought.status == .open)
          #expect(between == before)
          _ = try await target.trade("DELETE", "/orders/\(bought.id)")
        } else {
          #expect(bought.status == .filled)
          #expect(bought.filledPrice.map { $0 < bought.limitPrice } == true)
          #expect(between == before + 1)
          #expect(try await target.place(target.order(.sell)).status == .filled)
          #expect(try await target.held(symbol) == before)
        }
      }
    }

    @Test func `a request that is repeated is one order, and its key serves no other`()
      async throws
    {
      try await Target.using { target async throws in
        let key = Target.newKey

        let first = try await target.trade("POST", "/orders", target.order(), key: key)
        let second = try await target.trade("POST", "/orders", target.order(), key: key)
        let other = try await target.trade(
          "POST", "/orders", target.order(limit: "0.02"), key: key)

        #expect([first.status, second.status, other.status] == [201, 201, 422])
        #expect(first.headers["idempotency-replayed"] == nil)
        #expect(second.headers["idempotency-replayed"] == "true")
        #expect(second.body == first.body)
        #expect(second.headers["location"] == first.headers["location"])
        #expect(
          other.problem?.detail == "The Idempotency-Key belongs to another order already.")
        let id = try first.decoded(Order.self).id
        let later = try await target.trade("GET", "/orders?after=\(id)")
        #expect(try later.decoded(OrdersAnswer.self).orders == [])
        _ = try await target.trade("DELETE", "/orders/\(id)")
      }
    }

    @Test func `the kill switch halts orders but not cancelling, where there is one`() async throws
    {
      try await Target.using { target async throws in
        let state = try await target.trade("GET", "/kill-switch")
        guard target.configuration.trading.hasKillSwitch else {
          #expect(state.status == 404)
          return
        }
        try #require(state.body.contains("\"halted\":false"))
        let open = try await target.place(target.order())

        let (refused, cancelled) = try await target.halted {
          (
            try await target.trade("POST", "/orders", target.order(), key: Target.newKey),
            try await target.trade("DELETE", "/orders/\(open.id)")
          )
        }

        #expect([refused.status, cancelled.status] == [503, 200])
        #expect(refused.problem?.title == "Trading is halted")
        #expect(refused.problem?.reasons == ["a black-box test"])
        let after = try await target.place(target.order())
        _ = try await target.trade("DELETE", "/orders/\(after.id)")
      }
    }

    @Test func `every configured symbol is quoted, and the api is ready`() async throws {
      try await Target.using { target async throws in
        let quotes = try await target.trade("GET", "/quotes").decoded(QuoteBook.self)
        let ready = try await target.ask("/health/ready")

        #expect(quotes.quotes.map(\.symbol) == target.configuration.quotes.symbols)
        #expect(quotes.quotes.allSatisfy { (Price($0.price)?.tenThousandths ?? 0) > 0 })
        #expect(quotes.ageMilliseconds <= target.configuration.quotes.maxAge.milliseconds)
        #expect(ready.status == 200)
        #expect(ready.body.contains("\"environment\":\"\(target.configuration.environment)\""))
        #expect(ready.body.contains("\"status\":\"ready\""))
      }
    }

    @Test func `metrics are not told to clients`() async throws {
      try await Target.using { target async throws in
        #expect(try await target.trade("GET", "/metrics").status == 404)
      }
    }
  }
}

extension Target {
  /// Halts trading while `body` runs, and lets it go on whatever comes of that.
  fileprivate func halted<Value>(_ body: () async throws -> Value) async throws -> Value {
    let halt = #"{"halted":true,"reason":"a black-box test"}"#
    let goOn = #"{"halted":false,"reason":"the black-box test is over"}"#
    let result: Result<Value, any Error>
    do {
      #expect(try await trade("PUT", "/kill-switch", halt).status == 200)
      result = .success(try await body())
    } catch {
      result = .failure(error)
    }
    #expect(try await trade("PUT", "/kill-switch", goOn).status == 200)
    return try result.get()
  }
}
