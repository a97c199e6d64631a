import Testing
import TradingService

extension BlackBox {
  struct `Taking bodies` {
    private let json = ["Content-Type": "application/json"]

    /// Proves `api.max_request_body`.
    @Test func `api.max_request_body: a larger body is refused by its announced length`()
      async throws
    {
      try await Target.using { target async throws in
        let limit = target.configuration.api.maxRequestBodyBytes

        let answer = try await target.send([
          target.head(
            "POST", "/health/live", json.merging(["Content-Length": "\(limit + 1)"]) { $1 })
        ])

        #expect(answer.status == 413)
        #expect(answer.problem?.detail == "A body may have \(limit) bytes.")
      }
    }

    @Test func `api.max_request_body: one that announces no length is refused when it gets there`()
      async throws
    {
      try await Target.using { target async throws in
        let limit = target.configuration.api.maxRequestBodyBytes
        let chunk = String(repeating: " ", count: limit / 4)
        let coded = "\(String(chunk.utf8.count, radix: 16))\r\n\(chunk)\r\n"

        let answer = try await target.send(
          [
            target.head(
              "POST", "/health/live", json.merging(["Transfer-Encoding": "chunked"]) { $1 })
          ]
            + [String](repeating: coded, count: 5) + ["0\r\n\r\n"])

        #expect(answer.status == 413)
      }
    }

    @Test func `a body that is not JSON is refused where there is a path to take it`() async throws
    {
      try await Target.using { target async throws in
        let form = ["Content-Type": "application/x-www-form-urlencoded"]

        let answer = try await target.ask("/quotes", method: "POST", form, body: "a=b")

        #expect(answer.status == 415)
        #expect(
          answer.problem?.detail
            == "The body must be JSON, with Content-Type application/json.")
        #expect(try await target.ask("/nothing", method: "POST", form, body: "a=b").status == 404)
      }
    }
  }
}
