import Hummingbird

/// Logs each answered request. Health checks come every two seconds, so they are told in debug only.
struct RequestLogMiddleware: RouterMiddleware {
  typealias Context = BasicRequestContext

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    let response = try await next(request, context)
    let isHealth = request.uri.path.hasPrefix("/health/")
    context.logger.log(
      level: isHealth ? .debug : .info,
      "\(request.method.rawValue) \(request.uri.path) \(response.status.code)",
      metadata: ["milliseconds": "\(start.duration(to: .now).milliseconds)"])
    return response
  }
}
