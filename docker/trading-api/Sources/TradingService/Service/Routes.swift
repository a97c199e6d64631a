import Hummingbird

/// Everything that one role answers, as a value that needs no socket.
package func routes(
  of role: Role, _ configuration: ServiceConfiguration, feed: QuotesFeed?,
  desk: TradingDesk? = nil, host: String,
  millisecondsNow: @escaping @Sendable () -> Int
) -> Router<ServiceContext> {
  let router = Router(context: ServiceContext.self)
  router.add(middleware: RequestLogMiddleware(role: role))
  if role == .api {
    // Above the problems, so that a page may read why its request failed.
    router.add(middleware: CORSPolicyMiddleware(policy: configuration.api.cors))
  }
  router.add(middleware: ProblemMiddleware(isVerbose: configuration.debug.verboseErrors))
  if role == .api {
    if let limit = configuration.api.rateLimit {
      router.add(middleware: RateLimitMiddleware(limit))
    }
    router.add(middleware: BodyLimitMiddleware(limitBytes: configuration.api.maxRequestBodyBytes))
  }
  addHealth(to: router, role, configuration, feed, desk)
  switch role {
  case .api:
    addAPI(to: router, configuration, feed)
    if let desk { addTrading(to: router, configuration, desk) }
  case .quotes:
    router.get("quotes") { _, _ in
      try Response.json(
        .ok,
        QuoteBook(of: configuration.quotes, atMilliseconds: millisecondsNow(), servedBy: host))
    }
  }
  return router
}

private func addHealth(
  to router: Router<ServiceContext>, _ role: Role, _ configuration: ServiceConfiguration,
  _ feed: QuotesFeed?, _ desk: TradingDesk?
) {
  @Sendable func answer(_ status: String) throws -> Response {
    try .json(
      .ok,
      HealthAnswer(
        status: status, service: role.rawValue, environment: configuration.environment,
        version: version))
  }
  router.get("health/live") { _, _ in try answer("live") }
  router.get("health/ready") { _, _ in
    let reasons = (feed?.current.reasons(at: .now) ?? []) + (await desk?.reasons ?? [])
    guard reasons.isEmpty else {
      throw Problem(.serviceUnavailable, detail: "The api is not ready.", reasons: reasons)
    }
    return try answer("ready")
  }
}

private func addAPI(
  to router: Router<ServiceContext>, _ configuration: ServiceConfiguration,
  _ feed: QuotesFeed?
) {
  router.get("quotes") { _, _ in
    let state = feed?.current
    let reasons = state?.reasons(at: .now) ?? []
    guard reasons.isEmpty, let book = state?.aged(at: .now) else {
      throw Problem(
        .serviceUnavailable, detail: "There are no quotes fresh enough to trade on.",
        reasons: configuration.debug.verboseErrors ? reasons : nil)
    }
    return try Response.json(.ok, book)
  }
  // Absent rather than refused: outside debugging nobody learns that it could exist.
  if configuration.debug.enabled {
    router.get("config") { _, _ in try Response.json(.ok, configuration.effective) }
  }
}
