import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Testing
import TradingService

struct `Streaming quotes` {
  /// Proves `quotes.interval`.
  @Test func `quotes.interval: the stream begins with the book of now and goes on with every tick`()
    async throws
  {
    let configuration = try Sample.configuration { $0.quotes.interval = .milliseconds(50) }
    try await RunningService.serving(.quotes, configuration) { service in
      let ticks = try await ticks(of: service.target, count: 4)

      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $1 > $0 })
    }
  }

  @Test func `a stop ends the stream cleanly`() async throws {
    try await RunningService.serving(.quotes, try Sample.configuration()) { service in
      let channel = try await Wire.connect(to: service.target)
      let text = try await channel.executeThenClose { inbound, outbound in
        try await outbound.write(.init(string: service.target.head("GET", "/quotes/stream")))
        var text = ""
        for try await part in inbound {
          if text.isEmpty { await service.group.triggerGracefulShutdown() }
          text += String(buffer: part)
        }
        return text
      }

      #expect(text.hasSuffix("\r\n0\r\n\r\n"))
    }
  }

  @Test func `a reader that takes nothing is left`() async throws {
    let configuration = try Sample.configuration {
      $0.quotes.interval = .milliseconds(40)
      $0.quotes.symbols = (0..<5_000).map { "S\($0)" }
      $0.api.idleTimeout = .seconds(1)
      $0.api.connectionsMax = 1
    }
    try await RunningService.serving(.quotes, configuration) { service in
      let channel = try await Wire.connect(to: service.target)
      try await channel.executeThenClose { _, outbound in
        try await outbound.write(.init(string: service.target.head("GET", "/quotes/stream")))

        // The only connection is free again when the first one is gone.
        var status: Int?
        for _ in 0..<2_000 where status == nil {
          try await Task.sleep(for: .milliseconds(10))
          status = (try? await service.target.ask("/health/live"))?.status
        }
        #expect(status == 200)
        #expect(service.parts.metrics.counts.connectionsRefused > 0)
      }
    }
  }

  /// Proves `endpoints.quotes`.
  @Test func `endpoints.quotes: the api follows the stream, and follows it again when it breaks`()
    async throws
  {
    var configuration = try Sample.configuration { $0.quotes.interval = .milliseconds(100) }
    try await RunningService.serving(.quotes, configuration) { source in
      configuration.quotesEndpoint = Address(host: "127.0.0.1", port: source.target.port)
      let feed = QuotesFeed(configuration, logger: silent)
      let following = Task { await feed.follow() }
      try await until { feed.current.book != nil }

      let first = feed.current.book?.tick ?? 0
      try await until { (feed.current.book?.tick ?? 0) > first }
      #expect(feed.current.reasons(at: .now) == [])
      await source.group.triggerGracefulShutdown()
      await following.value

      #expect(
        feed.current.failure == "127.0.0.1:\(source.target.port) has ended its stream")
    }
  }

  /// Proves `quotes.max_age`.
  @Test func `quotes.max_age: a source that falls silent is given up`() async throws {
    let silentSource = CallbackResponder<ServiceContext> { _, _ in
      Response(
        status: .ok, headers: [.contentType: "text/event-stream"],
        body: ResponseBody { writer in
          try await writer.write(ByteBuffer(string: ": nothing\n\n"))
          try await Task.sleep(for: .seconds(60))
        })
    }
    try await serving(silentSource) { address in
      let feed = QuotesFeed(
        try Sample.configuration {
          $0.quotesEndpoint = address
          $0.quotes.maxAge = .milliseconds(200)
        }, logger: silent)

      await feed.follow()

      #expect(
        feed.current.reasons(at: .now) == [
          "There are no quotes yet: \(address) is silent for 200 ms."
        ])
    }
  }

  @Test func `a source that answers something else is named`() async throws {
    let other = CallbackResponder<ServiceContext> { _, _ in Response(status: .notFound) }

    try await serving(other) { address in
      let feed = QuotesFeed(
        try Sample.configuration { $0.quotesEndpoint = address }, logger: silent)
      await feed.follow()

      #expect(
        feed.current.reasons(at: .now) == ["There are no quotes yet: \(address) answers 404."])
    }
  }

  /// Proves `quotes.symbols`.
  @Test func `quotes.symbols: each has its price in every event`() async throws {
    let configuration = try Sample.configuration { $0.quotes.symbols = ["AAPL", "TSLA"] }
    try await RunningService.serving(configuration) { service in
      let book = try #require(service.parts.feed?.current.book)

      #expect(book.quotes.map(\.symbol) == ["AAPL", "TSLA"])
    }
  }

  private var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }

  private func until(_ condition: () -> Bool) async throws {
    for _ in 0..<1_000 where !condition() { try await Task.sleep(for: .milliseconds(5)) }
    try #require(condition())
  }

  /// The numbers of the first ticks that a stream tells.
  private func ticks(of target: Target, count: Int) async throws -> [Int] {
    let channel = try await Wire.connect(to: target)
    return try await channel.executeThenClose { inbound, outbound in
      try await outbound.write(.init(string: target.head("GET", "/quotes/stream")))
      var text = ""
      for try await part in inbound {
        text += String(buffer: part)
        let ticks = text.matches(of: /"tick":(\d+)\}\n\n/).compactMap { Int($0.1) }
        if ticks.count >= count { return Array(ticks.prefix(count)) }
      }
      return []
    }
  }
}
