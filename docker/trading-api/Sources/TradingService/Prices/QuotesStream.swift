import FoundationEssentials
import Hummingbird
import ServiceLifecycle

/// The answer to `GET /quotes/stream`: the book now and then of every tick, each as one event, until the
/// service stops or the client leaves.
///
/// Nothing is queued: a reader that is slow gets the book of the moment when it reads on.
struct QuotesStream: Sendable {
  var settings: ServiceConfiguration.Quotes
  var host: String
  var millisecondsNow: @Sendable () -> Int

  var response: Response {
    Response(
      status: .ok,
      headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
      body: ResponseBody { writer in
        var next = millisecondsNow()
        while !Task.isCancelled, !Task.isShuttingDownGracefully {
          let now = max(next, millisecondsNow())
          let book = QuoteBook(of: settings, atMilliseconds: now, servedBy: host)
          try await writer.write(ByteBuffer(string: "data: \(try Self.json(book))\n\n"))
          next = now - book.ageMilliseconds + settings.interval.milliseconds
          try await Self.sleep(milliseconds: next - millisecondsNow())
        }
        try await writer.finish(nil)
      })
  }

  /// A stop ends the wait, and not the stream: its end has still to be told.
  private static func sleep(milliseconds: Int) async throws {
    do {
      try await cancelWhenGracefulShutdown {
        try await Task.sleep(for: .milliseconds(max(0, milliseconds)))
      }
    } catch is CancellationError {
    }
  }

  private static func json(_ book: QuoteBook) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(book), as: UTF8.self)
  }
}
