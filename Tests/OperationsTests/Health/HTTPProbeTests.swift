import Environments
import Testing

@testable import Operations

@Suite(.timeLimit(.minutes(1)))
struct `Checking a URL` {
  let checkout: Checkout
  init() throws { checkout = try Checkout() }

  /// Proves `health.checks.*.url`.
  @Test func `the expected status is healthy, and every phase is timed`() async throws {
    let server = try LoopbackServer(
      LoopbackServer.answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nready"))

    let result = try await checkout.check(server.url, bodyContains: "ready")

    #expect(result.verdict == .healthy)
    #expect(result.reason == "status 200")
    #expect(result.phases.map(\.name) == ["dns", "connect", "wait", "transfer"])
    #expect(result.tookMicroseconds > 0)
  }

  @Test func `the status line and the beginning of the body are evidence, without secrets`()
    async throws
  {
    let body = #"{"status":"down","token":"abc"}"# + "\u{1b}[2J"
    let server = try LoopbackServer(
      LoopbackServer.answer(
        "HTTP/1.1 503 Gone fishing\r\nSet-Cookie: a=b\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
          + body))

    let result = try await checkout.check(server.url)

    #expect(
      result.evidence == [
        "HTTP/1.1 503 Gone fishing", #"{"status":"down","token":"•••"}^[[2J"#,
      ])
  }

  @Test func `a host by name is looked up`() async throws {
    let server = try LoopbackServer(
      LoopbackServer.answer("HTTP/1.1 204 No Content\r\n\r\n"))

    let result = try await checkout.check(
      "http://localhost:\(server.port)/", expectedStatus: [200, 204])

    #expect(result.reason == "status 204")
  }

  /// Proves `health.checks.*.status`.
  @Test func `another status is unhealthy`() async throws {
    let server = try LoopbackServer(
      LoopbackServer.answer("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"))

    let result = try await checkout.check(server.url)

    #expect(result.verdict == .unhealthy)
    #expect(result.reason == "status 503, expected 200")
  }

  @Test(arguments: [
    (
      #"{"detail":"Not ready.","reasons":["No quotes.","The disk is full."]}"#,
      ": No quotes. The disk is full."
    ),
    (#"{"detail":"Not ready.\u001b[1m"}"#, ": Not ready.^[[1m"), (#"{"title":"x"}"#, ""),
    ("no", ""),
  ])
  func `why a service says no is told in its own words`(body: String, why: String) async throws {
    let server = try LoopbackServer(
      LoopbackServer.answer(
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"))

    let result = try await checkout.check(server.url)

    #expect(result.reason == "status 503, expected 200\(why)")
  }

  @Test func `a redirect is not followed`() async throws {
    let server = try LoopbackServer(
      LoopbackServer.answer(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"))

    let result = try await checkout.check(server.url, expectedStatus: [200, 204])

    #expect(result.reason == "status 302, expected 200 or 204")
  }

  /// Proves `health.checks.*.contains`.
  @Test func `a body without the text is unhealthy, its controls are shown`() async throws {
    let server = try LoopbackServer(
      LoopbackServer.answer("HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nstarting"))

    let result = try await checkout.check(server.url, bodyContains: "rea\u{1b}[1mdy")

    #expect(result.verdict == .unhealthy)
    #expect(result.reason == "body does not contain \"rea^[[1mdy\"")
  }

  @Test func `of an endless body only the beginning is read`() async throws {
    let server = try LoopbackServer { connection in
      LoopbackServer.readRequest(connection)
      LoopbackServer.send(
        connection,
        "HTTP/1.1 200 OK\r\n\r\nready" + String(repeating: "x", count: 70_000))
      LoopbackServer.waitForHangUp(connection)
    }

    let result = try await checkout.check(server.url, bodyContains: "ready")

    #expect(result.reason == "status 200")
  }

  @Test func `a text beyond the part that is read is not found`() async throws {
    let server = try LoopbackServer(
      LoopbackServer.answer(
        "HTTP/1.1 200 OK\r\n\r\n" + String(repeating: "x", count: 70_000) + "ready"))

    let result = try await checkout.check(server.url, bodyContains: "ready")

    #expect(result.reason == "body does not contain \"ready\", not in its first 64 KiB")
  }

  @Test func `a port without a listener is a refusal`() async throws {
    let port = try LoopbackServer.freePort()

    let result = try await checkout.check("http://127.0.0.1:\(port)/")

    #expect(result.verdict == .unhealthy)
    #expect(result.reason == "connection refused by 127.0.0.1:\(port)")
  }

  @Test func `a server that says nothing has hung before the first byte`() async throws {
    let server = try LoopbackServer { LoopbackServer.waitForHangUp($0) }

    let result = try await checkout.check(server.url, timeoutMilliseconds: 200)

    #expect(result.verdict == .unhealthy)
    #expect(result.reason == "no answer within 200 ms (connected, waiting for the first byte)")
    #expect(result.phases.map(\.name) == ["dns", "connect"])
  }

  @Test func `a server that stops half-way has hung in the body`() async throws {
    let server = try LoopbackServer { connection in
      LoopbackServer.readRequest(connection)
      LoopbackServer.send(connection, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nrea")
      LoopbackServer.waitForHangUp(connection)
    }

    let result = try await checkout.check(server.url, timeoutMilliseconds: 200)

    #expect(result.reason == "no answer within 200 ms (waiting for the rest of the body)")
  }

  @Test func `a server that does not take the connection has hung connecting`() async throws {
    let jam = try JammedListener()

    let result = try await checkout.check(
      "http://127.0.0.1:\(jam.port)/", timeoutMilliseconds: 200)

    #expect(result.reason == "no answer within 200 ms (connecting)")
  }

  @Test func `a connection closed without an answer is named`() async throws {
    let server = try LoopbackServer { LoopbackServer.readRequest($0) }

    let result = try await checkout.check(server.url)

    #expect(
      result.reason == "127.0.0.1:\(server.port) closed the connection without an answer")
  }

  @Test func `a connection closed within the body is named`() async throws {
    let server = try LoopbackServer(
      LoopbackServer.answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nrea"))

    let result = try await checkout.check(server.url)

    #expect(result.reason == "the connection closed before the whole body had arrived")
  }

  @Test func `an answer that is not HTTP is named`() async throws {
    let server = try LoopbackServer(LoopbackServer.answer("-ERR unknown command\r\n"))

    let result = try await checkout.check(server.url)

    #expect(result.reason == "the answer is not HTTP")
  }

  @Test func `a host that does not exist is named`() async throws {
    let result = try await checkout.check("http://a..b/")

    #expect(result.verdict == .unhealthy)
    #expect(result.reason == "cannot find host a..b")
  }

  @Test(arguments: ["", "ftp://127.0.0.1/", "http://", "http://[::1/", "file:///etc/passwd"])
  func `what is no http URL is not asked`(url: String) async throws {
    let result = try await checkout.check(url)

    #expect(result.verdict == .unhealthy)
    #expect(result.reason == "it does not have an http or https URL")
  }
}

@Suite(.timeLimit(.minutes(1)))
struct `Checking a URL over TLS` {
  let checkout: Checkout
  init() throws { checkout = try Checkout() }

  /// Proves `health.checks.*.ca`.
  @Test func `the authority of the check is trusted`() async throws {
    let server = try TLSServer(in: checkout)

    let result = try await checkout.check(server.url, ca: "ca.pem")

    #expect(result.verdict == .healthy)
    #expect(result.phases.map(\.name) == ["dns", "connect", "tls", "wait", "transfer"])
  }

  @Test func `a self-signed certificate is not trusted without it`() async throws {
    let server = try TLSServer(in: checkout)

    let result = try await checkout.check(server.url)

    #expect(result.verdict == .unhealthy)
    #expect(result.reason == "certificate is not trusted: self-signed")
  }

  @Test func `an expired certificate is named`() async throws {
    let server = try TLSServer(in: checkout, days: -1)

    let result = try await checkout.check(server.url, ca: "ca.pem")

    #expect(result.reason == "certificate expired")
  }

  @Test func `the certificate of another host is named`() async throws {
    let server = try TLSServer(in: checkout, names: "DNS:other.example")

    let result = try await checkout.check(server.url, ca: "ca.pem")

    #expect(result.reason == "certificate is for another host")
  }

  @Test func `a server without TLS is named`() async throws {
    let server = try LoopbackServer { connection in
      LoopbackServer.send(connection, "HTTP/1.1 400 Bad Request\r\n\r\n")
      LoopbackServer.waitForHangUp(connection)
    }

    let result = try await checkout.check("https://127.0.0.1:\(server.port)/")

    #expect(result.reason == "127.0.0.1:\(server.port) does not speak TLS")
  }

  @Test func `a server that is silent has hung in TLS`() async throws {
    let server = try LoopbackServer { LoopbackServer.waitForHangUp($0) }

    let result = try await checkout.check(
      "https://127.0.0.1:\(server.port)/", timeoutMilliseconds: 200)

    #expect(result.reason == "no answer within 200 ms (connected, waiting for TLS)")
  }

  @Test func `an authority that cannot be read is named`() async throws {
    try checkout.write("junk.pem", "junk")
    try checkout.write("nul.pem", "\0")
    try checkout.makeFolder("folder.pem")
    let url = "https://127.0.0.1:1/"

    #expect(
      try await checkout.check(url, ca: "no.pem").reason
        == "cannot read certificate authority no.pem: it is missing")
    #expect(
      try await checkout.check(url, ca: "folder.pem").reason
        == "cannot read certificate authority folder.pem: it is a folder")
    #expect(
      try await checkout.check(url, ca: "nul.pem").reason
        == "cannot read certificate authority nul.pem: it is not a PEM file")
    #expect(
      try await checkout.check(url, ca: "../ca.pem").reason
        == "cannot read certificate authority ../ca.pem: it lies outside the repository")
  }

  @Test func `an authority that holds no certificate is named`() async throws {
    try checkout.write("junk.pem", "junk")
    let server = try LoopbackServer { LoopbackServer.waitForHangUp($0) }

    let result = try await checkout.check("https://127.0.0.1:\(server.port)/", ca: "junk.pem")

    #expect(result.reason == "the file of the certificate authority holds no certificate")
  }
}
