import Testing
import TradingService

extension BlackBox {
  struct `Proving who one is` {
    /// Proves `api.auth.mode`.
    @Test
    func
      `api.auth.mode api_key: without a key there is no answer, and the problem names the header`()
      async throws
    {
      try await Target.using { target async throws in
        guard let authentication = target.configuration.api.authentication else { return }

        let answer = try await target.ask("/quotes", withKey: false)

        #expect(answer.status == 401)
        #expect(answer.problem?.title == "Unauthorized")
        #expect(
          answer.problem?.detail == "The header \(authentication.header) needs a valid key.")
        #expect(
          answer.headers["www-authenticate"] == "APIKey header=\"\(authentication.header)\"")
      }
    }

    /// Proves `api.auth.keys`.
    @Test func `api.auth.keys: a listed key is let through, one letter more or less is not`()
      async throws
    {
      try await Target.using { target async throws in
        guard let header = target.configuration.api.authentication?.header,
          let key = target.key
        else { return }

        #expect(try await target.ask("/quotes").status == 200)
        for wrong in ["\(key)x", String(key.dropLast()), "", key + key] {
          #expect(try await target.ask("/quotes", [header: wrong], withKey: false).status == 401)
        }
      }
    }

    /// Proves `api.auth.header`.
    @Test func `api.auth.header: a key in another place proves nothing`() async throws {
      try await Target.using { target async throws in
        guard target.configuration.api.authentication != nil, let key = target.key else { return }

        #expect(
          try await target.ask("/quotes", ["X-Other-Header": key], withKey: false).status == 401)
        #expect(try await target.ask("/quotes?key=\(key)", withKey: false).status == 401)
      }
    }

    @Test(arguments: ["/health/live", "/health/ready"])
    func `health is answered to anybody`(path: String) async throws {
      try await Target.using { target async throws in
        #expect(try await target.ask(path, withKey: false).status == 200)
      }
    }

    @Test func `what does not exist needs a key as well, so that nobody can look around`()
      async throws
    {
      try await Target.using { target async throws in
        let expected = target.configuration.api.authentication == nil ? 404 : 401

        #expect(try await target.ask("/nothing", withKey: false).status == expected)
        #expect(try await target.ask("/nothing").status == 404)
      }
    }
  }
}
