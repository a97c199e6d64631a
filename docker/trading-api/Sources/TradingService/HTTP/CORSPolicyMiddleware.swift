import HTTPTypes
import Hummingbird

/// Answers preflights and marks answers for the origins that the policy names.
struct CORSPolicyMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  var policy: CORSPolicy

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let allowance = request.headers[.origin].flatMap(policy.allowance)
    var response =
      isPreflight(request)
      ? preflight(isAllowed: allowance != nil) : try await next(request, context)
    // The answer depends on who asks, also when it was no: caches must know.
    response.headers[.vary] = "Origin"
    response.headers[.accessControlAllowOrigin] = allowance
    return response
  }

  private func isPreflight(_ request: Request) -> Bool {
    request.method == .options && request.headers[.accessControlRequestMethod] != nil
  }

  private func preflight(isAllowed: Bool) -> Response {
    var headers = HTTPFields()
    if isAllowed {
      headers[.accessControlAllowMethods] = policy.allowedMethods.joined(separator: ", ")
      headers[.accessControlAllowHeaders] = "Accept, Authorization, Content-Type, X-API-Key"
      headers[.accessControlMaxAge] = "\(policy.maxAge.milliseconds / 1_000)"
    }
    return Response(status: .noContent, headers: headers)
  }
}
