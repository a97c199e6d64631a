import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import TradingService

/// The small program of the health checks, asked of real servers.
struct `The probe` {
  @Test func `says that a role is ready`() async throws {
    try await RunningService.serving(try Sample.configuration()) { service in
      let end = try await probe("http://127.0.0.1:\(service.metrics.port)/health/ready")

      #expect(end.output == "ready\n")
      #expect(end.status == 0)
    }
  }

  @Test(arguments: [503, 500, 404, 301, 203])
  func `takes only 200 for a yes, and repeats the reason`(status: Int) async throws {
    try await serving(answer(HTTPResponse.Status(code: status), "It is so.\n")) { address in
      let end = try await probe("http://\(address)/health")

      #expect(end.output == "\(status): It is so.\n")
      #expect(end.status == 1)
    }
  }

  @Test func `says that nobody listens`() async throws {
    let end = try await probe("http://127.0.0.1:1/")

    #expect(end.output == "port 1 cannot be reached: Connection refused\n")
    #expect(end.status == 1)
  }

  @Test func `does not wait longer than it may for a server that hangs`() async throws {
    let hung = CallbackResponder<ServiceContext> { _, _ in
      try await Task.sleep(for: .seconds(60))
      return Response(status: .ok)
    }
    try await serving(hung) { address in
      let end = try await probe("-T", "0.2", "http://\(address)/")

      #expect(end.output == "no whole answer within 0.2 s\n")
      #expect(end.status == 1)
    }
  }

  @Test func `does not take an answer for whole that never ends`() async throws {
    let (bytes, more) = AsyncStream.makeStream(of: ByteBuffer.self)
    more.yield(ByteBuffer(string: "ready"))
    let endless = CallbackResponder<ServiceContext> { _, _ in
      Response(status: .ok, body: ResponseBody(asyncSequence: bytes))
    }
    try await serving(endless) { address in
      let end = try await probe("-T", "0.2", "http://\(address)/")

      #expect(end.output == "no whole answer within 0.2 s\n")
      #expect(end.status == 1)
    }
    more.finish()
  }

  @Test func `takes what a health check gives to wget`() async throws {
    try await serving(answer(.ok, "ready\n")) { address in
      let end = try await probe("-q", "-T", "3", "-O", "-", "http://\(address)/-/ready")

      #expect(end.output == "ready\n")
      #expect(end.status == 0)
    }
  }

  @Test(arguments: [
    ["https://127.0.0.1/"], ["http://localhost/"], ["http://127.0.0.1:0/"],
    ["http://127.0.0.1:65536/"], ["http://127.0.0.1x/"], ["-T", "0", "http://127.0.0.1/"], [],
  ])
  func `refuses what it cannot ask`(arguments: [String]) async throws {
    let end = try await Program(arguments, name: "probe").end()

    #expect(end.output.hasPrefix("usage: probe "))
    #expect(end.status == 64)
  }

  private func probe(_ arguments: String...) async throws -> Program.End {
    try await Program(arguments, name: "probe").end()
  }

  private func answer(
    _ status: HTTPResponse.Status, _ body: String
  ) -> CallbackResponder<ServiceContext> {
    CallbackResponder { _, _ in
      Response(status: status, body: ResponseBody(byteBuffer: ByteBuffer(string: body)))
    }
  }
}
