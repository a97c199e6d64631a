import HTTPTypes
import Hummingbird
import Synchronization

/// Refuses requests above the limit. Health stays answered: a busy service is not a dead one.
final class RateLimitMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  private let bucket: Mutex<TokenBucket>
  private let start = ContinuousClock.now

  init(_ limit: RateLimit) {
    bucket = Mutex(TokenBucket(limit, now: .zero))
  }

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    if request.uri.path.hasPrefix("/health/") { return try await next(request, context) }
    let now = start.duration(to: .now)
    guard let seconds = bucket.withLock({ $0.take(now: now) }) else {
      return try await next(request, context)
    }
    var response = Response.problem(
      Problem(.tooManyRequests, detail: "The service takes no more requests this second."))
    response.headers[.retryAfter] = "\(seconds)"
    return response
  }
}
