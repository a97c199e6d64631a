import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle
import Testing
import TradingService

struct `Asking servers` {
  @Test(arguments: 1...40)
  func `a server that answers and closes at once is heard, every time`(attempt: Int) async throws {
    let quick = CallbackResponder<ServiceContext> { _, _ in Response(status: .noContent) }

    try await serving(quick) { address in
      let answer = try await get("/", from: address, timeout: .seconds(5))

      #expect(answer.status == 204)
    }
  }

  @Test func `nobody listening is said as that`() async throws {
    let nobody = Address(host: "127.0.0.1", port: 1)

    await #expect {
      try await get("/", from: nobody, timeout: .seconds(5))
    } throws: {
      "\($0)" == "127.0.0.1:1 cannot be reached: Connection refused"
    }
  }

  @Test func `an answer that does not come in time is said as that`() async throws {
    let slow = CallbackResponder<ServiceContext> { _, _ in
      try await Task.sleep(for: .seconds(60))
      return Response(status: .ok)
    }

    try await serving(slow) { address in
      await #expect {
        try await get("/", from: address, timeout: .milliseconds(100))
      } throws: {
        "\($0)" == "\(address) does not answer within 100 ms"
      }
    }
  }

  @Test func `the health check repeats the reasons of the process it asks`() async throws {
    let refusing = CallbackResponder<ServiceContext> { _, _ in
      Response(
        status: .serviceUnavailable,
        body: ResponseBody(
          byteBuffer: ByteBuffer(string: #"{"status":503,"title":"x","reasons":["One.","Two."]}"#)))
    }

    try await serving(refusing) { address in
      let configuration = try Sample.configuration { $0.api.bind = address }

      let verdict = await checkHealth(
        of: .api, configuration, livenessOnly: false, timeout: .seconds(5))

      #expect(verdict == HealthVerdict(isHealthy: false, words: "One. Two."))
    }
  }

  private var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
