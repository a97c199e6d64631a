import FoundationEssentials
import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization

/// The last quotes that the api got, and the task that gets them.
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
      while !Task.isCancelled {
        await self.poll()
        // Cancellation ends the loop above.
        try? await Task.sleep(for: self.settings.interval)
      }
    }
  }

  /// Asks once. Only a change is logged: a source that stays away would fill the log.
  package func poll() async {
    let failure: String?
    do {
      // A source that hangs is asked again before its last quotes are too old.
      let answer = try await get("/quotes", from: source, timeout: settings.maxAge / 2)
      guard answer.status == 200 else {
        throw HTTPGetError("\(source) answers \(answer.status)")
      }
      let book = try JSONDecoder().decode(QuoteBook.self, from: Data(answer.body))
      state.withLock { $0.receive(book, at: .now) }
      failure = nil
    } catch is DecodingError {
      failure = "\(source) answers something other than quotes"
    } catch {
      failure = "\(error)"
    }
    tell(failure)
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
