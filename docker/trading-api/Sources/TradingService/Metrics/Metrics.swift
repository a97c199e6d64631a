import Synchronization

/// What this process has counted since it started.
///
/// Labels come from short lists, route templates and status codes, never from what a client sends, so that
/// nobody can make the number of series grow.
package final class Metrics: Sendable {
  package struct Requests: Hashable, Sendable {
    package var method: String
    package var route: String
    package var status: Int
  }

  package struct Counts: Sendable {
    package var requests: [Requests: Int] = [:]
    package var durations: [String: Histogram] = [:]
    package var rateLimited = 0
    package var unauthorized = 0
    package var connectionsRefused = 0
  }

  private static let methods: Set = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

  private let state = Mutex(Counts())

  package init() {}

  package var counts: Counts { state.withLock { $0 } }

  /// Counts an answer. `route` is nil where no route has answered, `took` where nobody has measured.
  package func count(method: String, route: String?, status: Int, took: Duration?) {
    let method = Self.methods.contains(method) ? method : "other"
    let route = route ?? "unmatched"
    state.withLock { counts in
      counts.requests[Requests(method: method, route: route, status: status), default: 0] += 1
      guard let took else { return }
      counts.durations[route, default: Histogram()].observe(took.exactSeconds)
    }
  }

  package func countRateLimited() { state.withLock { $0.rateLimited += 1 } }

  package func countUnauthorized() { state.withLock { $0.unauthorized += 1 } }

  package func countRefusedConnection() { state.withLock { $0.connectionsRefused += 1 } }
}
