import HTTPTypes
import Hummingbird
import Synchronization

/// Asks for a key where one is needed, and limits each client. Health stays answered: a busy service is not
/// a dead one, and who checks it holds no key.
///
/// Who proves a key is limited by that key; everybody else by the address. The address's bucket is not
/// asked before a key was compared: behind Docker's proxy all clients share one address, and one of them
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
    let settings = live.current
    let authentication = settings.configuration.api.authentication
    var context = context
    context.client = authentication.flatMap { key(in: request, $0) }
      .flatMap(settings.keys.client(holding:))
    let limit = settings.configuration.api.rateLimit
    let verdict = limit.map { take(for: context, limit: $0) }
    var response: Response
    if let seconds = verdict?.retryAfterSeconds {
      metrics.countRateLimited()
      response = .problem(
        Problem(.tooManyRequests, detail: "The limit of requests is reached."))
      response.headers[.retryAfter] = "\(seconds)"
    } else if let authentication, context.client == nil {
      metrics.countUnauthorized()
      response = .problem(
        Problem(.unauthorized, detail: "The header \(authentication.header) needs a valid key."))
      response.headers[.wwwAuthenticate] = "APIKey header=\"\(authentication.header)\""
    } else {
      // Its own, so that a problem carries the limit's headers too.
      response = try await ProblemMiddleware(live: live)
        .handle(request, context: context, next: next)
    }
    if let limit, let verdict {
      response.headers[named: "RateLimit-Limit"] = "\(limit.burst)"
      response.headers[named: "RateLimit-Remaining"] = "\(verdict.remaining)"
      response.headers[named: "RateLimit-Reset"] = "\(verdict.resetSeconds)"
    }
    return response
  }

  private func key(in request: Request, _ settings: AuthenticationSettings) -> String? {
    request.headers[named: settings.header]
  }

  private func take(for context: Context, limit: RateLimit) -> TokenBucket.Verdict {
    let client = context.client ?? context.remoteAddress?.ipAddress ?? "unknown"
    let now = start.duration(to: .now)
    return buckets.withLock { $0.take(for: client, limit: limit, now: now) }
  }
}
