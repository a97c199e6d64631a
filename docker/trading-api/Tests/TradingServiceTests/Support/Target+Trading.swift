import Foundation
import Testing
import TradingService

/// A page of orders as a client reads it.
struct OrdersAnswer: Decodable {
  var orders: [Order]
  var next: OrderID?
}

/// Everything that requests can change, as the api tells it; as far as only requests change it.
struct Standing: Equatable {
  var marker: Order
  /// The orders that were taken after the marker.
  var later: [Order]
  var positions: String
  var killSwitch: String
}

extension Target {
  /// An Idempotency-Key that nobody has used.
  static var newKey: String { UUID().uuidString }

  /// An order that no quote ever fills: the prices of the simulation begin at ten dollars.
  func order(
    _ side: Side = .buy, limit: String = "0.01", quantity: Int = 1, symbol: String? = nil
  ) -> String {
    let symbol = symbol ?? configuration.quotes.symbols[0]
    return """
      {"symbol":"\(symbol)","side":"\(side)","quantity":\(quantity),"limit_price":"\(limit)"}
      """
  }

  /// Sends a request until its answer is something other than the limit: a live target has one for all tests.
  func patiently(_ request: () async throws -> Answer) async throws -> Answer {
    for _ in 0..<30 {
      let answer = try await request()
      guard answer.status == 429 else { return answer }
      let seconds = answer.headers["retry-after"].flatMap { Int($0) } ?? 1
      try await Task.sleep(for: .seconds(seconds))
    }
    throw SampleError()
  }

  /// Asks with a JSON body, and again while the limit is reached.
  func trade(
    _ method: String, _ path: String, _ body: String = "", key: String? = nil
  ) async throws -> Answer {
    var headers = ["Content-Type": "application/json"]
    headers["Idempotency-Key"] = key
    return try await patiently { try await ask(path, method: method, headers, body: body) }
  }

  /// Places an order under a key that nobody has used.
  func place(_ order: String) async throws -> Order {
    let answer = try await trade("POST", "/orders", order, key: Self.newKey)
    #expect(answer.status == 201, "\(answer.body)")
    return try answer.decoded(Order.self)
  }

  /// How many pieces of a symbol are held.
  func held(_ symbol: String) async throws -> Int {
    struct Positions: Decodable {
      struct Position: Decodable {
        var symbol: String
        var quantity: Int
      }
      var positions: [Position]
    }
    let positions = try await trade("GET", "/positions").decoded(Positions.self).positions
    return positions.first { $0.symbol == symbol }?.quantity ?? 0
  }

  /// Places an order to look from, runs `body`, and expects that nothing has changed.
  func unchanged(by body: (Order) async throws -> Void) async throws {
    let marker = try await place(order())
    do {
      // Where they can, quotes may fill what others have left open.
      let isStill = try await isStill(but: marker)
      let before = try await standing(from: marker, isStill)
      try await body(marker)
      #expect(try await standing(from: marker, isStill) == before)
      #expect(before.later == [])
    } catch {
      _ = try await trade("DELETE", "/orders/\(marker.id)")
      throw error
    }
    _ = try await trade("DELETE", "/orders/\(marker.id)")
  }

  /// Whether no quote can fill anything.
  private func isStill(but marker: Order) async throws -> Bool {
    let open = try await trade("GET", "/orders?status=open").decoded(OrdersAnswer.self).orders
    return configuration.trading.mode != .paper || open == [marker]
  }

  private func standing(from marker: Order, _ isStill: Bool) async throws -> Standing {
    let later = try await trade("GET", "/orders?limit=200&after=\(marker.id)")
    return Standing(
      marker: try await trade("GET", "/orders/\(marker.id)").decoded(Order.self),
      later: try later.decoded(OrdersAnswer.self).orders,
      positions: isStill ? try await trade("GET", "/positions").body : "",
      killSwitch: try await trade("GET", "/kill-switch").body)
  }
}

extension Answer {
  func decoded<Value: Decodable>(_ type: Value.Type) throws -> Value {
    try JSONDecoder().decode(type, from: Data(body.utf8))
  }
}
