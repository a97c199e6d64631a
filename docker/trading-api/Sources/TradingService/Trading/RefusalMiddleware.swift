import Hummingbird

/// Turns refusals of the desk into problems.
struct RefusalMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  var isVerbose: Bool

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let refusal as Refusal {
      throw Problem(refusal, isVerbose: isVerbose)
    }
  }
}
