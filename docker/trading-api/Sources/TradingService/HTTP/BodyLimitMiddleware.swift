import HTTPTypes
import Hummingbird

/// Refuses requests that announce a larger body than is allowed. No route reads a body yet, so one that
/// announces nothing is never kept.
struct BodyLimitMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  var limitBytes: Int

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    if let length = request.headers[.contentLength].flatMap(Int.init), length > limitBytes {
      throw Problem(.contentTooLarge, detail: "A body may have \(limitBytes) bytes.")
    }
    return try await next(request, context)
  }
}
