import Hummingbird
import Logging
import Synchronization

/// Names each request and its client, counts it and logs its answer.
///
/// What comes by the clock, which is health checks and the api's own requests for quotes, is told in debug
/// only. Refusals are warnings, since they are attacks, broken clients or a service that is halted or not ready,
/// but only so many a minute: nobody must be able to fill the log.
final class RequestLogMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  private let role: Role
  private let live: LiveSettings
  private let metrics: Metrics
  private let refusals = Mutex(RefusalLog())
  private let start = ContinuousClock.now

  init(role: Role, live: LiveSettings, metrics: Metrics) {
    self.role = role
    self.live = live
    self.metrics = metrics
  }

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let begin = ContinuousClock.now
    var context = context
    context.requestID = RequestID.from(request.headers[named: "X-Request-Id"])
    context.logger[metadataKey: "hb.request.id"] = nil
    context.logger[metadataKey: "request_id"] = "\(context.requestID)"
    // Here and not where a key is asked for: the line below is to say who it was.
    if role == .api { context.client = live.current.client(of: request) }
    if let client = context.client { context.logger[metadataKey: "client"] = "\(client)" }
    var response = try await next(request, context)
    response.headers[named: "X-Request-Id"] = context.requestID
    let took = begin.duration(to: .now)
    metrics.count(
      method: request.method.rawValue, route: context.route, status: response.status.code,
      took: took)
    tell(request, context, response, took)
    return response
  }

  private func tell(
    _ request: Request, _ context: Context, _ response: Response, _ took: Duration
  ) {
    var metadata: Logger.Metadata = ["milliseconds": "\(took.milliseconds)"]
    var level = Logger.Level.info
    switch response.status.code {
    case _ where role == .quotes || request.uri.path.hasPrefix("/health/"): level = .debug
    case 401, 429, 503:
      metadata["address"] = "\(context.remoteAddress?.ipAddress ?? "unknown")"
      let now = start.duration(to: .now)
      if let untold = refusals.withLock({ $0.tell(now: now) }) {
        level = .warning
        if untold > 0 { metadata["untold_refusals"] = "\(untold)" }
      } else {
        level = .debug
      }
    case 500...: level = .error
    default: break
    }
    context.logger.log(
      level: level,
      "\(request.method.rawValue) \(request.uri.path) \(response.status.code)",
      metadata: metadata)
  }
}
