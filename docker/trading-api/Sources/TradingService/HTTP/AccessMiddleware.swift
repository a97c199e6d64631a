import HTTPTypes
import Hummingbird
import Synchronization

/// Asks for a key where one is needed, and limits each client. Health stays answered: a busy service is not
/// a dead one, and who checks it holds no key.
///
/// Who proves a key is limited by that key; everybody else by the address. The address's bucket is not
/// asked for who has proved a key: behind Docker's proxy all clients share one address, and one of them
/// with a wrong key would lock out the others.
final class AccessMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  private let live: LiveSettings
  private let metrics: Metrics
  private let buckets = Mutex(ClientBuckets())
  private let start = ContinuousClock.now

  init(live: LiveSettings, metrics: Metrics) {
    self.live = live
    self.metrics = metrics
  }

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    if request.uri.path.hasPrefix("/health/") { return try await next(request, context) }
    let api = live.current.configuration.api
    let limit = api.rateLimit
    let verdict = limit.map { take(for: context, limit: $0) }
    var response: Response
    if let seconds = verdict?.retryAfterSeconds {
      metrics.countRateLimited()
      response = .problem(
        Problem(.tooManyRequests, detail: "The limit of requests is reached."))
      response.headers[.retryAfter] = "\(seconds)"
    } else if let authentication = api.authentication, context.client == nil {
      metrics.countUnauthorized()
      response = .problem(
        Problem(.unauthorized, detail: "The header \(authentication.header) needs a valid key."))
      response.headers[.wwwAuthenticate] = "APIKey header=\"\(authentication.header)\""
    } else {
      response = try await next(request, context)
    }
    if let limit, let verdict {
      response.headers[named: "RateLimit-Limit"] = "\(limit.burst)"
      response.headers[named: "RateLimit-Remaining"] = "\(verdict.remaining)"
      response.headers[named: "RateLimit-Reset"] = "\(verdict.resetSeconds)"
    }
    return response
  }

  private func take(for context: Context, limit: RateLimit) -> TokenBucket.Verdict {
    let client = context.client ?? context.remoteAddress?.ipAddress ?? "unknown"
    let now = start.duration(to: .now)
    return buckets.withLock { $0.take(for: client, limit: limit, now: now) }
  }
}
