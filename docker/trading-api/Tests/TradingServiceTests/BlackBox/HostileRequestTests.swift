import Testing
import TradingService

extension BlackBox {
  struct `Meeting hostile requests` {
    @Test(arguments: [
      ("GET / HTTP/1.1\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400),
      ("GET / HTTP/2.5\r\nHost: a\r\n\r\n", 400),
      ("FROB / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\r\nX: \u{0}\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n", 400),
      ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
      ("GET /\u{0} HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("CONNECT other:443 HTTP/1.1\r\nHost: a\r\n\r\n", 400),
      ("\u{16}\u{3}\u{1}\r\n\r\n", 400),
      ("not http at all\r\n\r\n", 400),
    ])
    func `broken HTTP is answered with a problem and the connection ends`(
      text: String, status: Int
    ) async throws {
      try await Target.using { target async throws in
        let answer = try await target.send([text])

        #expect(answer.status == status)
        #expect(answer.problem?.detail == "The request is not valid HTTP.")
        #expect(answer.headers["connection"] == "close")
      }
    }

    @Test(arguments: [
      "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
      "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
      "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      "Content-Length: -1\r\n\r\n",
      "Content-Length: +3\r\n\r\nabc",
      "Content-Length: 99999999999999999999999\r\n\r\n",
      "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding: gzip\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\nabc",
    ])
    func `lengths that two servers could read differently are refused`(rest: String) async throws {
      try await Target.using { target async throws in
        let key = target.key.flatMap { key in
          target.configuration.api.authentication.map { "\($0.header): \(key)\r\n" }
        }
        let smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"

        let text = try await Wire.exchange(
          [
            "POST /quotes HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\(key ?? "")"
              + rest + smuggled
          ],
          with: target)

        #expect(Answer(text)?.status == 400)
        #expect(Answer(text)?.problem != nil)
        #expect(text.components(of: "HTTP/1.1 ") == 1)
      }
    }

    @Test func `a header that is too large, or has too many lines, is refused as that`()
      async throws
    {
      try await Target.using { target async throws in
        let long = try await target.send([
          "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 20_000))\r\n\r\n"
        ])
        let many = try await target.send([
          "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: y\r\n", count: 200))\r\n"
        ])

        #expect(long.status == 431)
        #expect(many.status == 431)
        #expect(
          many.problem?.detail == "The header of a request may have 16 KiB in 100 lines.")
      }
    }

    @Test(arguments: [
      ("/../etc/passwd", "The path holds dots in place of a name."),
      ("/health/../quotes", "The path holds dots in place of a name."),
      ("/%2e%2e/quotes", "The path holds dots in place of a name."),
      ("/quotes%00", "The path holds control characters."),
      ("/quotes%0d%0aX:y", "The path holds control characters."),
      ("/%ff%fe", "The path is not percent-encoded UTF-8."),
      ("/%zz", "The path is not percent-encoded UTF-8."),
      ("/%2", "The path is not percent-encoded UTF-8."),
      ("*", "The path does not begin with a slash."),
    ])
    func `paths that name nothing are refused`(path: String, detail: String) async throws {
      try await Target.using { target async throws in
        let answer = try await target.ask(path)

        #expect(answer.status == 400)
        #expect(answer.problem?.detail == detail)
      }
    }

    @Test func `what a client sends is not echoed`() async throws {
      try await Target.using { target async throws in
        let answer = try await target.ask("/<script>alert(1)</script>", ["X-Evil": "<b>evil</b>"])

        #expect(answer.status == 404)
        #expect(!answer.body.contains("script"))
        #expect(!answer.headers.values.contains { $0.contains("evil") })
      }
    }

    @Test func `an address in place of a path is read as its path`() async throws {
      try await Target.using { target async throws in
        #expect(try await target.ask("http://elsewhere/health/live").status == 200)
      }
    }

    @Test func `another method on a path that exists is told which ones there are`() async throws {
      try await Target.using { target async throws in
        let answer = try await target.ask("/quotes", method: "DELETE")
        let odd = try await target.ask("/quotes", method: "PROPFIND")

        #expect(answer.status == 405)
        #expect(answer.headers["allow"] == "GET, HEAD")
        #expect(answer.problem?.title == "Method Not Allowed")
        #expect(odd.status == 405)
        #expect(try await target.ask("/nothing", method: "DELETE").status == 404)
      }
    }

    @Test func `HEAD answers as GET without the body`() async throws {
      try await Target.using { target async throws in
        let head = try await target.ask("/health/live", method: "HEAD")
        let get = try await target.ask("/health/live")

        #expect(head.status == 200)
        #expect(head.body == "")
        #expect(head.headers["content-length"] == get.headers["content-length"])
      }
    }

    @Test func `HTTP 1.0 gets its answer and the end of the connection`() async throws {
      try await Target.using { target async throws in
        let answer = try await target.send(["GET /health/live HTTP/1.0\r\n\r\n"])

        #expect(answer.status == 200)
      }
    }

    @Test func `requests that come in one piece are answered in their order`() async throws {
      try await Target.using { target async throws in
        let text = try await Wire.exchange(
          [
            target.head("GET", "/health/live", ["Connection": "keep-alive"])
              + target.head("GET", "/nothing", ["Connection": "keep-alive"])
              + target.head("GET", "/health/live")
          ], with: target)

        #expect(text.statuses == ["200", "404", "200"])
      }
    }

    @Test func `broken HTTP after a good request does not spoil its answer`() async throws {
      try await Target.using { target async throws in
        let text = try await Wire.exchange(
          [target.head("GET", "/health/live", ["Connection": "keep-alive"]) + "bad\r\n\r\n"],
          with: target)

        #expect(text.statuses == ["200", "400"])
      }
    }
  }
}

extension String {
  func components(of part: String) -> Int { ranges(of: part).count }

  /// The status codes of all answers in what a connection has brought.
  var statuses: [String] {
    ranges(of: "HTTP/1.1 ").map { String(self[$0.upperBound...].prefix(3)) }
  }
}
