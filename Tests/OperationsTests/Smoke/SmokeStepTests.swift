import Environments
import Testing

@testable import Operations

@Suite(.timeLimit(.minutes(1)))
struct `The steps of smoke tests` {
  let checkout: Checkout
  init() throws { checkout = try Checkout() }

  /// Proves `smoke.tests.*.steps.*.capture.*`, `smoke.tests.*.steps.*.request`.
  /// Proves `smoke.tests.*.steps.*.headers`, `smoke.tests.*.steps.*.body`.
  @Test func `what one step captures the next one writes`() async throws {
    let server = try SmokeServer { request, _ in
      request.line == "POST /orders"
        ? SmokeServer.reply(201, [], #"{"id": "o/1"}"#) : SmokeServer.reply(200, [], "cancelled")
    }
    let place = SmokeStep("place", "POST /orders", status: 201, captures: ["order": "id"]) {
      $0.headers = [SmokeHeader("Idempotency-Key: smoke-{run}")].compactMap { $0 }
      $0.body = .text(SmokeTemplate(#"{"run": "{run}"}"#))
    }

    let report = try await checkout.smoke(
      server.url, [[place, SmokeStep("cancel", "DELETE /orders/{order}")]])

    #expect(verdicts(report) == ["passed"])
    #expect(server.lines == ["POST /orders", "DELETE /orders/o%2F1"])
    let token = server.requests[0].body.split(separator: "\"")[3]
    #expect(token.count == 16)
    #expect(server.requests[0].headers.contains("Idempotency-Key: smoke-\(token)"))
    #expect(server.requests[0].headers.contains("Content-Type: application/json"))
    #expect(!server.requests[0].headers.contains { $0.hasPrefix("Expect") })
  }

  /// Proves `smoke.tests.*.steps.*.always`.
  @Test func `a step that fails ends its test, and what takes back is still done`() async throws {
    let server = try SmokeServer { request, _ in
      SmokeServer.reply(request.line == "POST /a" ? 201 : 500, [], #"{"id": 1}"#)
    }

    let report = try await checkout.smoke(
      server.url,
      [
        [
          SmokeStep("place", "POST /a", status: 201, captures: ["a": "id"]),
          SmokeStep("look", "GET /a/{a}"), SmokeStep("list", "GET /a"),
          SmokeStep("cancel", "DELETE /a/{a}", status: 500) { $0.isAlways = true },
          SmokeStep("other", "DELETE /b/{b}") { $0.isAlways = true },
        ],
        [SmokeStep("next", "GET /next", status: 500)],
      ])

    #expect(
      verdicts(report) == ["failed look: GET /a/{a}: expected 200, answered 500", "passed"])
    #expect(server.lines == ["POST /a", "GET /a/1", "DELETE /a/1", "GET /next"])
  }

  /// Proves `smoke.tests.*.steps.*.key`, `smoke.key.header`.
  /// Proves `smoke.key.secret`.
  @Test func `each step carries the key it asks for, and no report shows it`() async throws {
    let right = "0123456789abcdef0123456789abcdef"
    try checkout.write(".triptych/secrets/dev/api_keys", "# ours\n\n \(right) \nother\n")
    let server = try SmokeServer { request, _ in
      let key = request.headers.first { $0.hasPrefix("X-Key: ") }.map { $0.dropFirst(7) }
      return SmokeServer.reply(key.map { $0 == right ? 200 : 401 } ?? 403, ["Echo: \(key ?? "")"])
    }
    let leak = SmokeStep("leak", "GET /", key: .right) { step in
      var expected = SmokeExpectation(status: 200)
      expected.lacksHeaders = [SmokeHeader("Echo")].compactMap { $0 }
      step.expectation = .answer(expected)
    }

    let report = try await checkout.smoke(
      server.url, key: SmokeSuite.Key(header: "X-Key", secret: "api_keys"),
      [
        [SmokeStep("right", "GET /", key: .right)],
        [SmokeStep("wrong", "GET /", key: .wrong, status: 401)],
        [SmokeStep("none", "GET /", key: .none, status: 403)], [leak],
      ])

    #expect(
      verdicts(report) == [
        "passed", "passed", "passed",
        "failed leak: GET /: expected no header Echo, found \"•••\"",
      ])
    #expect(!report.json.contains(right))
    #expect(!(try checkout.text(".triptych/activity.jsonl")).contains(right))
  }

  /// Proves `smoke.tests.*.steps.*.repeat`.
  @Test func `a repeated request goes over one connection, and every answer counts`() async throws {
    let server = try SmokeServer { _, number in SmokeServer.reply(number == 4 ? 429 : 200) }

    let report = try await checkout.smoke(
      server.url, [[SmokeStep("many", "GET /") { $0.pace = .all(9) }]])

    #expect(
      verdicts(report) == ["failed many: GET /: request 4 of 9: expected 200, answered 429"])
    #expect(server.lines.count == 4)
    #expect(server.connectionCount == 1)
  }

  /// Proves `smoke.tests.*.steps.*.attempts`.
  @Test func `attempts end with the first answer that is as expected`() async throws {
    let server = try SmokeServer { _, number in
      SmokeServer.reply(number > 4 ? 429 : 200, ["Retry-After: 1"])
    }
    let flood = SmokeStep("flood", "GET /", status: 429) { $0.pace = .untilMet(100) }
    let never = SmokeStep("never", "GET /", status: 418) { $0.pace = .untilMet(3) }

    let report = try await checkout.smoke(server.url, [[flood], [never]])

    #expect(
      verdicts(report) == [
        "passed",
        "failed never: GET /: none of 3 answers is as expected; the last: expected 418, answered 429",
      ])
    #expect(server.lines.count == 8)
  }

  /// Proves `smoke.tests.*.steps.*.body_size`.
  @Test func `a body has the size that is asked for, and is JSON`() async throws {
    let server = try SmokeServer { request, _ in
      SmokeServer.reply(request.body.utf8.count == 70_000 ? 413 : 200)
    }

    let report = try await checkout.smoke(
      server.url, [[SmokeStep("large", "PUT /", status: 413) { $0.body = .size(70_000) }]])

    #expect(verdicts(report) == ["passed"])
    #expect(server.requests[0].body.hasPrefix("\"xx"))
    #expect(server.requests[0].body.hasSuffix("xx\""))
  }

  @Test func `a server that refuses a large body need not read it`() async throws {
    let server = try LoopbackServer { connection in
      LoopbackServer.readRequest(connection)
      LoopbackServer.send(connection, SmokeServer.reply(413, ["Connection: close"]))
    }

    let report = try await checkout.smoke(
      "http://127.0.0.1:\(server.port)",
      [[SmokeStep("large", "POST /", status: 413) { $0.body = .size(SmokeStep.bodyBytesMax) }]])

    #expect(verdicts(report) == ["passed"])
  }

  @Test func `a refused connection is reported as for checks`() async throws {
    let port = try LoopbackServer.freePort()
    let refused = SmokeStep("b", "GET /") { $0.expectation = .failure(.connection) }

    let report = try await checkout.smoke(
      "http://127.0.0.1:\(port)", [[SmokeStep("a", "GET /")], [refused]])

    #expect(
      verdicts(report) == [
        "failed a: GET /: connection refused by 127.0.0.1:\(port)", "passed",
      ])
  }

  /// Proves `smoke.timeout`.
  @Test func `no answer in time fails the step, not the run`() async throws {
    let server = try LoopbackServer { LoopbackServer.waitForHangUp($0) }
    let late = SmokeStep("b", "GET /") { $0.expectation = .failure(.timeout) }

    let report = try await checkout.smoke(
      "http://127.0.0.1:\(server.port)", timeoutMilliseconds: 200,
      [[SmokeStep("a", "GET /")], [late]])

    #expect(
      verdicts(report) == [
        "failed a: GET /: no answer within 200 ms (connected, waiting for the first byte)",
        "passed",
      ])
    #expect(report.ending == .complete)
  }

  @Test func `an answer where a failure is expected fails the step`() async throws {
    let server = try SmokeServer { _, _ in SmokeServer.reply(200) }

    let report = try await checkout.smoke(
      server.url, [[SmokeStep("a", "GET /") { $0.expectation = .failure(.connection) }]])

    #expect(
      verdicts(report) == ["failed a: GET /: expected a refused connection, answered 200"])
  }
}

@Suite(.timeLimit(.minutes(1)))
struct `The steps of smoke tests over TLS` {
  let checkout: Checkout
  init() throws { checkout = try Checkout() }

  private func old(_ version: TLSVersion) -> SmokeStep {
    SmokeStep("old", "GET /") {
      $0.tlsMax = version
      $0.expectation = .failure(.tls)
    }
  }

  private func current(_ version: TLSVersion?) -> SmokeStep {
    SmokeStep("current", "GET /") { $0.tlsMax = version }
  }

  /// Proves `smoke.tests.*.steps.*.tls_max`, `smoke.tests.*.steps.*.fails`.
  @Test func `a server of TLS 1.2 and later refuses 1.1`() async throws {
    let server = try TLSServer(in: checkout)

    let report = try await checkout.smoke(
      server.url, ca: "ca.pem", [[old(.tls11), old(.tls10), current(.tls12), current(nil)]])

    #expect(verdicts(report) == ["passed"])
  }

  @Test func `a server of TLS 1.3 alone refuses 1.2`() async throws {
    let server = try TLSServer(in: checkout, options: "-tls1_3")

    let report = try await checkout.smoke(
      server.url, ca: "ca.pem", [[old(.tls12), current(.tls13)]])

    #expect(verdicts(report) == ["passed"])
  }

  /// Were TLS 1.1 not really offered, the check could not fail.
  @Test func `a server that takes TLS 1.1 is found out`() async throws {
    let server = try TLSServer(
      in: checkout, options: "-tls1_1 -cipher DEFAULT@SECLEVEL=0")

    let report = try await checkout.smoke(server.url, ca: "ca.pem", [[old(.tls11)]])

    #expect(
      verdicts(report) == ["failed old: GET /: expected a refused TLS handshake, answered 200"])
  }

  @Test func `a server without TLS has refused nothing`() async throws {
    let server = try LoopbackServer { connection in
      LoopbackServer.send(connection, "HTTP/1.1 400 Bad Request\r\n\r\n")
      LoopbackServer.waitForHangUp(connection)
    }

    let report = try await checkout.smoke(
      "https://127.0.0.1:\(server.port)", [[old(.tls11)]])

    #expect(
      verdicts(report) == [
        "failed old: GET /: expected a refused TLS handshake: "
          + "127.0.0.1:\(server.port) does not speak TLS"
      ])
  }

  /// Proves `smoke.ca`.
  @Test func `a certificate that is not trusted fails every answer`() async throws {
    let server = try TLSServer(in: checkout)
    let untrusted = SmokeStep("b", "GET /") { $0.expectation = .failure(.certificate) }

    let report = try await checkout.smoke(server.url, [[current(nil)], [untrusted]])

    #expect(
      verdicts(report) == [
        "failed current: GET /: certificate is not trusted: self-signed", "passed",
      ])
  }
}
