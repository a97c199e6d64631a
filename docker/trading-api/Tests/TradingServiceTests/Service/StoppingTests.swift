import Testing
import TradingService

struct `Stopping` {
  @Test func `an open request gets its answer, and no new connection is taken`() async throws {
    try await RunningService.serving(try Sample.configuration()) { service async throws in
      let channel = try await Wire.connect(to: service.target)
      let text = try await channel.executeThenClose { inbound, outbound in
        let head = service.target.head(
          "POST", "/nothing", ["Content-Type": "application/json", "Content-Length": "2"])
        try await outbound.write(.init(string: head + "{"))
        // Its head has arrived when the next connection is answered.
        _ = try await service.target.ask("/health/live")
        await service.group.triggerGracefulShutdown()
        await untilRefused(service.target)
        try await outbound.write(.init(string: "}"))
        var text = ""
        for try await part in inbound { text += String(buffer: part) }
        return text
      }

      #expect(text.statuses == ["404"])
    }
  }

  private func untilRefused(_ target: Target) async {
    for _ in 0..<1_000 {
      guard (try? await target.ask("/health/live")) != nil else { return }
    }
    Issue.record("New connections are still taken.")
  }
}
