import Environments
import Glibc
import Testing
import Threads

@testable import Operations

@Suite(.timeLimit(.minutes(1)))
struct `Checking a port` {
  let checkout: Checkout
  init() throws { checkout = try Checkout() }

  /// Proves `health.checks.*.host`, `health.checks.*.port`.
  @Test func `a port that accepts is healthy`() async throws {
    let server = try LoopbackServer { LoopbackServer.waitForHangUp($0) }

    let result = try await checkout.check(.tcp(host: "127.0.0.1", port: server.port))

    #expect(result.verdict == .healthy)
    #expect(result.reason == "accepts connections")
    #expect(result.phases.map(\.name) == ["dns", "connect"])
  }

  @Test func `every address of a name is tried`() async throws {
    let server = try LoopbackServer { LoopbackServer.waitForHangUp($0) }
    let port = server.port
    let addresses = ["::1", "127.0.0.2", "127.0.0.1"].compactMap {
      Resolution.lookUp($0, port, AI_NUMERICHOST)?.firstAddress
    }
    let cancellation = try #require(WakeUp())

    let finding = TCPProbe(host: "db", port: port) { _, _, _ in .addresses(addresses) }
      .run(until: Deadline(timeoutMilliseconds: 5_000), or: cancellation)

    #expect(finding.reason == "accepts connections")
  }

  @Test func `a refusal tells more than an address without a route`() throws {
    let port = try LoopbackServer.freePort()
    let addresses = ["127.0.0.1", "ff01::1"].compactMap {
      Resolution.lookUp($0, port, AI_NUMERICHOST)?.firstAddress
    }
    let cancellation = try #require(WakeUp())

    let finding = TCPProbe(host: "db", port: port) { _, _, _ in .addresses(addresses) }
      .run(until: Deadline(timeoutMilliseconds: 5_000), or: cancellation)

    #expect(finding.reason == "connection refused by db:\(port)")
  }

  @Test func `a port without a listener is a refusal`() async throws {
    let port = try LoopbackServer.freePort()

    let result = try await checkout.check(.tcp(host: "localhost", port: port))

    #expect(result.verdict == .unhealthy)
    #expect(result.reason == "connection refused by localhost:\(port)")
  }

  @Test func `a port that swallows connections is late`() async throws {
    let jam = try JammedListener()

    let result = try await checkout.check(
      .tcp(host: "127.0.0.1", port: jam.port), timeoutMilliseconds: 200)

    #expect(result.verdict == .unhealthy)
    #expect(result.reason == "no answer within 200 ms (connecting)")
  }

  @Test func `a host that does not exist is named`() async throws {
    let result = try await checkout.check(.tcp(host: "a..b", port: 80))

    #expect(result.verdict == .unhealthy)
    #expect(result.reason == "cannot find host a..b")
  }

  @Test func `what the system refuses is told in words`() {
    #expect(
      TCPProbe.reason(EHOSTUNREACH, "[fe80::1]:80") == "no route to [fe80::1]:80")
    #expect(
      TCPProbe.reason(EACCES, "10.0.0.1:80") == "cannot connect to 10.0.0.1:80: Permission denied")
  }
}

@Suite(.timeLimit(.minutes(1)))
struct `Looking up a host` {
  @Test func `a name server that hangs does not hold the check`() throws {
    let release = try #require(WakeUp())
    let cancellation = try #require(WakeUp())
    let deadline = Deadline(timeoutMilliseconds: 50)

    let resolution = Resolution.of("db", port: 80, until: deadline, or: cancellation) {
      _, _, flags in
      guard flags & AI_NUMERICHOST == 0 else { return nil }
      _ = Waiting.on(release.descriptor, POLLIN, milliseconds: nil, or: release)
      return nil
    }

    #expect(resolution == .late)
    release.signal()
  }

  @Test func `a lookup can be cancelled`() throws {
    let cancellation = try #require(WakeUp())
    let deadline = Deadline(timeoutMilliseconds: 60_000)

    let resolution = Resolution.of("db", port: 80, until: deadline, or: cancellation) {
      _, _, flags in
      guard flags & AI_NUMERICHOST == 0 else { return nil }
      cancellation.signal()
      _ = Waiting.on(cancellation.descriptor, POLLIN, milliseconds: nil, or: cancellation)
      return nil
    }

    #expect(resolution == .cancelled)
  }

  @Test func `a check whose name is never found says so`() throws {
    let release = try #require(WakeUp())
    let probe = TCPProbe(host: "db", port: 80) { _, _, flags in
      guard flags & AI_NUMERICHOST == 0 else { return nil }
      _ = Waiting.on(release.descriptor, POLLIN, milliseconds: nil, or: release)
      return nil
    }

    let finding = probe.run(
      until: Deadline(timeoutMilliseconds: 50), or: try #require(WakeUp()))

    #expect(finding.reason == "no answer within 50 ms (looking up host db)")
    release.signal()
  }
}
