import Hummingbird

/// Everything that one role answers, as a value that needs no socket.
///
/// `live` is what a reload can change; without one nothing changes.
package func routes(
  of role: Role, _ configuration: ServiceConfiguration, feed: QuotesFeed?,
  desk: TradingDesk? = nil, host: String,
  live: LiveSettings? = nil, metrics: Metrics = Metrics(),
  millisecondsNow: @escaping @Sendable () -> Int
) -> Router<ServiceContext> {
  let live = live ?? LiveSettings(Live(configuration: configuration))
  let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
  router.add(middleware: RequestLogMiddleware(role: role, live: live, metrics: metrics))
  if role == .api {
    // Above the problems, so that a page may read why its request failed; and above the question for a
    // key, since browsers send none with a preflight.
    router.add(middleware: CORSPolicyMiddleware(live: live))
    // Above them too, so that a problem carries the headers of the limit.
    router.add(middleware: AccessMiddleware(live: live, metrics: metrics))
  }
  router.add(middleware: ProblemMiddleware(live: live))
  router.add(middleware: RequestBodyMiddleware(limitBytes: configuration.api.maxRequestBodyBytes))
  addHealth(to: router, role, configuration, feed, desk)
  switch role {
  case .api:
    addAPI(to: router, configuration, feed, live)
    if let desk { addTrading(to: router, configuration, desk) }
  case .quotes:
    router.get("quotes") { _, _ in
      try Response.json(
        .ok,
        QuoteBook(of: configuration.quotes, atMilliseconds: millisecondsNow(), servedBy: host))
    }
    let stream = QuotesStream(
      settings: configuration.quotes, host: host, millisecondsNow: millisecondsNow)
    router.get("quotes/stream") { _, _ in stream.response }
  }
  // After all routes: it goes by what is there.
  refuseOtherMethods(on: router)
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
  _ feed: QuotesFeed?, _ live: LiveSettings
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
    router.get("config") { _, _ in try Response.json(.ok, live.current.configuration.effective) }
  }
}
