import Logging
import Testing
import TradingService

struct `Listening` {
  /// Proves `api.bind`, `quotes.bind`.
  @Test(arguments: [Role.api, .quotes])
  func `api.bind and quotes.bind: the role listens there and nowhere else`(role: Role) async throws
  {
    let address = Address(host: "127.0.0.2", port: 0)
    try await RunningService.serving(role, try Sample.configuration(), at: address) {
      service async throws in
      var there = service.target
      there.host = "127.0.0.2"

      #expect(try await there.ask("/health/live").status == 200)
      let elsewhere = try? await service.target.ask("/health/live")
      #expect(elsewhere == nil)
    }
  }

  /// Proves `debug.verbose_errors`.
  @Test func `debug.verbose_errors: the reasons are told only where they may be`() async throws {
    for isVerbose in [true, false] {
      let configuration = try Sample.configuration { $0.debug.verboseErrors = isVerbose }

      let feed = QuotesFeed(
        configuration, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })

      let answer = try await ask("/quotes", of: configuration, feed: feed)
      #expect(answer.contains("There are no quotes yet.") == isVerbose)
    }
  }
}
