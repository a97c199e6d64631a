import HTTPTypes
import Hummingbird

/// Answers preflights and marks answers for the origins that the policy names.
struct CORSPolicyMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  /// What a page may read of an answer besides its body.
  static let exposedHeaders = [
    "Idempotency-Replayed", "Location", "RateLimit-Limit", "RateLimit-Remaining",
    "RateLimit-Reset", "Retry-After", "X-Request-Id",
  ]

  var live: LiveSettings

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let api = live.current.configuration.api
    let allowance = request.headers[.origin].flatMap(api.cors.allowance)
    var response =
      isPreflight(request)
      ? preflight(api, isAllowed: allowance != nil) : try await next(request, context)
    // The answer depends on who asks, also when it was no: caches must know.
    response.headers[.vary] = "Origin"
    response.headers[.accessControlAllowOrigin] = allowance
    if allowance != nil, !isPreflight(request) {
      response.headers[.accessControlExposeHeaders] = Self.exposedHeaders.joined(separator: ", ")
    }
    return response
  }

  private func isPreflight(_ request: Request) -> Bool {
    request.method == .options && request.headers[.accessControlRequestMethod] != nil
  }

  /// Needs no key: browsers send none with it.
  private func preflight(_ api: ServiceConfiguration.API, isAllowed: Bool) -> Response {
    var headers = HTTPFields()
    if isAllowed {
      let allowed =
        ["Accept", "Content-Type", "Idempotency-Key", "X-Request-Id"]
        + (api.authentication.map { [$0.header] } ?? [])
      headers[.accessControlAllowMethods] = api.cors.allowedMethods.joined(separator: ", ")
      headers[.accessControlAllowHeaders] = allowed.joined(separator: ", ")
      headers[.accessControlMaxAge] = "\(api.cors.maxAge.milliseconds / 1_000)"
    }
    return Response(status: .noContent, headers: headers)
  }
}
