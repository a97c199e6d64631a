import Testing
import TradingService

extension BlackBox {
  struct `Meeting hostile orders` {
    @Test func `each is answered with an error, and nothing is stored or changed`() async throws {
      try await Target.using { target async throws in
        try await target.unchanged { _ in
          for hostile in HostileOrder.all(target) {
            let answer = try await target.patiently { try await target.send(hostile.pieces) }

            #expect(answer.status == hostile.status, "\(hostile.name): \(answer.body)")
            #expect(answer.problem?.status == hostile.status, "\(hostile.name)")
          }
        }
      }
    }

    @Test func `without the right key it is refused, however right the order is`() async throws {
      try await Target.using { target async throws in
        guard let header = target.configuration.api.authentication?.header else { return }
        try await target.unchanged { marker in
          for key in ["", String(repeating: "k", count: 40)] {
            for (method, path, body) in [
              ("POST", "/orders", target.order()), ("DELETE", "/orders/\(marker.id)", ""),
              ("PUT", "/kill-switch", #"{"halted":true,"reason":"hostile"}"#),
            ] {
              let answer = try await target.patiently {
                try await target.ask(
                  path, method: method,
                  [
                    header: key, "Content-Type": "application/json",
                    "Idempotency-Key": Target.newKey,
                  ], body: body, withKey: false)
              }

              #expect(answer.status == 401)
            }
          }
        }
      }
    }
  }
}

/// An order that is right but for one thing.
private struct HostileOrder {
  var name: String
  var pieces: [String]
  var status: Int

  static func all(_ target: Target) -> [HostileOrder] {
    bodies(target) + headers(target) + framings(target)
  }

  private static func bodies(_ target: Target) -> [HostileOrder] {
    let right = target.order()
    let large = target.configuration.trading.maxOrderQuantity + 1
    let bodies: [(String, String, Int)] = [
      ("nothing", "", 400),
      ("half an object", String(right.dropLast()), 400),
      ("a list", "[\(right)]", 400),
      ("two objects", right + right, 400),
      ("a control character", right.replacing("buy", with: "b\u{0}uy"), 400),
      ("nesting", String(repeating: "[", count: 2_000), 400),
      ("a list as quantity", right.replacing(":1,", with: ":[1],"), 400),
      ("a quantity beyond numbers", right.replacing(":1,", with: ":1e999,"), 400),
      ("half a piece", right.replacing(":1,", with: ":0.5,"), 400),
      ("a price that is a number", right.replacing("\"0.01\"", with: "0.01"), 400),
      ("a price that is none", target.order(limit: "NaN"), 400),
      ("an unknown side", right.replacing("buy", with: "steal"), 400),
      ("an unknown field", right.replacing("{", with: "{\"id\":\"mine\","), 400),
      ("no pieces", target.order(quantity: 0), 422),
      ("less than no pieces", target.order(quantity: -1), 422),
      ("too many pieces", target.order(quantity: large), 422),
      ("for nothing", target.order(limit: "0.00"), 422),
      ("above any price", target.order(limit: "999999999.99"), 422),
      ("an unknown symbol", target.order(symbol: "' OR 1=1 --"), 422),
    ]
    return bodies.map { name, body, status in
      HostileOrder(name: name, pieces: [head(target, body) + body], status: status)
    }
  }

  private static func headers(_ target: Target) -> [HostileOrder] {
    let body = target.order()
    let cases: [(String, [String: String], Int)] = [
      ("no key", ["Idempotency-Key": ""], 400),
      ("a long key", ["Idempotency-Key": String(repeating: "k", count: 256)], 400),
      ("two keys", ["Idempotency-Key": "one", "idempotency-key": "two"], 400),
      ("a form", ["Content-Type": "application/x-www-form-urlencoded"], 415),
      ("no type", ["Content-Type": ""], 415),
      ("two lengths", ["content-length": "1"], 400),
      ("length and chunks", ["Transfer-Encoding": "chunked"], 400),
    ]
    return cases.map { name, headers, status in
      HostileOrder(name: name, pieces: [head(target, body, headers) + body], status: status)
    }
  }

  private static func framings(_ target: Target) -> [HostileOrder] {
    let body = target.order()
    let limit = target.configuration.api.maxRequestBodyBytes
    let padded = body + String(repeating: " ", count: limit)
    let length = String(body.utf8.count, radix: 16)
    // An environment for debugging may wait for minutes.
    let isSoon = target.configuration.api.requestTimeout <= .seconds(15)
    let unfinished = HostileOrder(
      name: "one letter short, for ever", pieces: [head(target, body) + body.dropLast()],
      status: 408)
    return (isSoon ? [unfinished] : []) + [
      HostileOrder(name: "oversized", pieces: [head(target, padded)], status: 413),
      HostileOrder(
        name: "oversized in chunks",
        pieces: [
          head(target, nil, ["Transfer-Encoding": "chunked"]),
          "\(length)\r\n\(body)\r\n",
          "\(String(limit, radix: 16))\r\n\(String(repeating: " ", count: limit))\r\n0\r\n\r\n",
        ], status: 413),
      HostileOrder(
        name: "a chunk that lies about its length",
        pieces: [
          head(target, nil, ["Transfer-Encoding": "chunked"]) + "\(length)\r\n\(body)x\r\n0\r\n\r\n"
        ], status: 400),
      HostileOrder(
        name: "another path", pieces: [head(target, body, path: "/orders%2f") + body], status: 404),
      HostileOrder(
        name: "another method", pieces: [head(target, body, method: "PUT") + body], status: 405),
    ]
  }

  /// The head of a right order; `headers` replace and add.
  private static func head(
    _ target: Target, _ body: String?, _ headers: [String: String] = [:],
    method: String = "POST", path: String = "/orders"
  ) -> String {
    var all = ["Content-Type": "application/json", "Idempotency-Key": Target.newKey]
    all["Content-Length"] = body.map { "\($0.utf8.count)" }
    return target.head(method, path, all.merging(headers) { $1 })
  }
}
