import FoundationEssentials
import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization

/// The last quotes that the api got, and the task that follows their stream.
///
/// Each connection asks DNS anew, so that after a replica is gone another one answers. A stream that says
/// nothing for `quotes.max_age` is as good as gone.
package final class QuotesFeed: Service {
  private let settings: ServiceConfiguration.Quotes
  private let source: Address
  private let logger: Logger
  private let state: Mutex<FeedState>

  package init(_ configuration: ServiceConfiguration, logger: Logger) {
    settings = configuration.quotes
    source = configuration.quotesEndpoint
    self.logger = logger
    state = Mutex(FeedState(maxAge: configuration.quotes.maxAge))
  }

  package var current: FeedState { state.withLock { $0 } }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      // Soon enough for the quotes to be fresh again while the old ones still are.
      var backOff = BackOff(atMost: min(.seconds(5), self.settings.maxAge / 2))
      while !Task.isCancelled {
        let before = self.current.book
        await self.follow()
        if self.current.book != before { backOff.succeeded() }
        // Cancellation ends the loop above.
        try? await Task.sleep(for: backOff.wait())
      }
    }
  }

  /// Follows one connection to its end. Only a change is logged: a source that stays away would fill the
  /// log.
  package func follow() async {
    do {
      try await events("/quotes/stream", from: source, silence: settings.maxAge) { data in
        self.take(data)
      }
      tell("\(source) has ended its stream")
    } catch is CancellationError {
    } catch {
      tell("\(error)")
    }
  }

  private func take(_ data: String) {
    do {
      let book = try JSONDecoder().decode(QuoteBook.self, from: Data(data.utf8))
      state.withLock { $0.receive(book, at: .now) }
      tell(nil)
    } catch {
      tell("\(source) answers something other than quotes")
    }
  }

  private func tell(_ failure: String?) {
    let previous = state.withLock { state in
      defer { state.failure = failure }
      return state.failure
    }
    guard (previous == nil) != (failure == nil) else { return }
    if let failure {
      logger.warning("Quotes are not coming.", metadata: ["reason": "\(failure)"])
    } else {
      logger.info("Quotes are coming again.")
    }
  }
}
