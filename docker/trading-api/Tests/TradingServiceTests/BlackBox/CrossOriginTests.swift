import Testing
import TradingService

extension BlackBox {
  struct `Letting pages of other origins in` {
    /// Proves `api.cors.allowed_origins`.
    @Test func `api.cors.allowed_origins: a page of a listed origin may read, another may not`()
      async throws
    {
      try await Target.using { target async throws in
        let origin = try #require(target.configuration.api.cors.allowedOrigins.first)

        let listed = try await target.ask("/quotes", ["Origin": origin])
        let other = try await target.ask("/quotes", ["Origin": "https://evil.example"])

        #expect(listed.headers["access-control-allow-origin"] == origin)
        #expect(
          listed.headers["access-control-expose-headers"]
            == "Idempotency-Replayed, Location, RateLimit-Limit, RateLimit-Remaining, "
            + "RateLimit-Reset, Retry-After, X-Request-Id")
        #expect(other.headers["access-control-allow-origin"] == nil)
        #expect(other.headers["access-control-expose-headers"] == nil)
        #expect(other.headers["vary"] == "Origin")
      }
    }

    /// Proves `api.cors.allowed_methods`, `api.cors.max_age`.
    @Test func `api.cors.allowed_methods and max_age: a preflight learns them without a key`()
      async throws
    {
      try await Target.using { target async throws in
        let cors = target.configuration.api.cors
        let origin = try #require(cors.allowedOrigins.first)
        let asked = ["Origin": origin, "Access-Control-Request-Method": "POST"]

        let answer = try await target.ask("/quotes", method: "OPTIONS", asked, withKey: false)

        #expect(answer.status == 204)
        #expect(
          answer.headers["access-control-allow-methods"]
            == cors.allowedMethods.joined(separator: ", "))
        #expect(
          answer.headers["access-control-max-age"] == "\(cors.maxAge.milliseconds / 1_000)")
        let headers = answer.headers["access-control-allow-headers"] ?? ""
        #expect(headers.contains("Idempotency-Key"))
        if let authentication = target.configuration.api.authentication {
          #expect(headers.contains(authentication.header))
        }
      }
    }

    @Test func `a preflight of another origin learns nothing`() async throws {
      try await Target.using { target async throws in
        let answer = try await target.ask(
          "/quotes", method: "OPTIONS",
          ["Origin": "https://evil.example", "Access-Control-Request-Method": "POST"])

        #expect(!answer.headers.keys.contains { $0.hasPrefix("access-control-") })
      }
    }

    @Test func `an answer without permission is readable too where the page may read`() async throws
    {
      try await Target.using { target async throws in
        guard target.configuration.api.authentication != nil else { return }
        let origin = try #require(target.configuration.api.cors.allowedOrigins.first)

        let answer = try await target.ask("/quotes", ["Origin": origin], withKey: false)

        #expect(answer.status == 401)
        #expect(answer.headers["access-control-allow-origin"] == origin)
      }
    }
  }
}
