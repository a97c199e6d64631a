import Hummingbird

/// Logs each answered request of a client. What comes by the clock, which is health checks and the api's own
/// requests for quotes, is told in debug only.
struct RequestLogMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  var role: Role

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let isByTheClock = role == .quotes || request.uri.path.hasPrefix("/health/")
    context.logger.log(
      level: isByTheClock ? .debug : .info,
      "\(request.method.rawValue) \(request.uri.path) \(response.status.code)",
      metadata: ["milliseconds": "\(start.duration(to: .now).milliseconds)"])
    return response
  }
}
