import Logging
import ServiceLifecycle

/// Looks at each tick whether open orders can be filled, and whether a database that failed is back.
struct Matcher: Service {
  var desk: TradingDesk
  var interval: Duration

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await desk.retryWriting()
        do {
          try await desk.match()
        } catch {
          // The database's own trouble is logged where it is met, and the next tick tries again.
          desk.logger.debug("Open orders were not matched.", metadata: ["error": "\(error)"])
        }
        // Cancellation ends the loop above.
        try? await Task.sleep(for: interval)
      }
    }
  }
}
