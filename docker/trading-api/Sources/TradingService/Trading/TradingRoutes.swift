import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// What clients do with the desk.
func addTrading(
  to router: Router<ServiceContext>, _ configuration: ServiceConfiguration, _ desk: TradingDesk
) {
  let trading = router.group().add(
    middleware: RefusalMiddleware(isVerbose: configuration.debug.verboseErrors))
  addOrders(to: trading, configuration, desk)
  trading.get("positions") { _, _ in
    try Response.json(.ok, ["positions": try await desk.positions()])
  }
  // Absent rather than refused: what cannot be turned is not there.
  guard desk.hasKillSwitch else { return }
  trading.get("kill-switch") { _, _ in try Response.json(.ok, try await desk.killSwitch()) }
  trading.put("kill-switch") { request, _ in
    let body = try await request.body(limitBytes: configuration.api.maxRequestBodyBytes)
    return try Response.json(.ok, try await desk.turn(try KillSwitch.read(body)))
  }
}

private func addOrders(
  to router: RouterGroup<ServiceContext>, _ configuration: ServiceConfiguration,
  _ desk: TradingDesk
) {
  router.post("orders") { request, _ in
    let body = try await request.body(limitBytes: configuration.api.maxRequestBodyBytes)
    let placed = try await desk.place(try desk.read(body, request.headers))
    var response = try Response.json(.created, placed.order)
    response.headers[.location] = "\(configuration.publicURL)/orders/\(placed.order.id)"
    if placed.isReplayed, let name = HTTPField.Name.idempotencyReplayed {
      response.headers[name] = "true"
    }
    return response
  }
  router.get("orders") { request, _ in
    let query = try OrderQuery(request.uri.queryParameters.map { ("\($0)", "\($1)") })
    return try Response.json(
      .ok, try await desk.orders(query.status, after: query.after, limit: query.limit))
  }
  router.get("orders/:id") { _, context in
    try Response.json(.ok, try await desk.order(try context.orderID))
  }
  router.delete("orders/:id") { _, context in
    try Response.json(.ok, try await desk.cancel(try context.orderID))
  }
}

extension TradingDesk {
  /// What is asked for and under which key. What cannot be understood is an order that was rejected.
  fileprivate func read(
    _ body: [UInt8], _ headers: HTTPFields
  ) throws(Refusal) -> (request: OrderRequest, key: String) {
    do {
      return (try OrderRequest.read(body), try idempotencyKey(headers))
    } catch {
      count { $0.rejected += 1 }
      throw error
    }
  }

  fileprivate func place(_ asked: (request: OrderRequest, key: String)) async throws -> PlacedOrder
  {
    try await place(asked.request, key: asked.key)
  }
}

private func idempotencyKey(_ headers: HTTPFields) throws(Refusal) -> String {
  let key = HTTPField.Name.idempotencyKey.flatMap { headers[$0] } ?? ""
  guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
  else {
    throw .malformed([
      "The header Idempotency-Key is \(key.isEmpty ? "missing" : "wrong"); "
        + "1 to 255 visible ASCII characters are expected."
    ])
  }
  return key
}

extension HTTPField.Name {
  fileprivate static let idempotencyKey = Self("Idempotency-Key")
  fileprivate static let idempotencyReplayed = Self("Idempotency-Replayed")
}

extension Request {
  /// The whole body; a larger one is refused before it is kept.
  fileprivate func body(limitBytes: Int) async throws -> [UInt8] {
    do {
      return Array(buffer: try await body.collect(upTo: limitBytes))
    } catch is NIOTooManyBytesError {
      throw Problem(.contentTooLarge, detail: "A body may have \(limitBytes) bytes.")
    }
  }
}

extension ServiceContext {
  /// A name that is none cannot be that of an order.
  fileprivate var orderID: OrderID {
    get throws(Refusal) {
      guard let id = parameters.get("id").flatMap({ OrderID($0) }) else { throw .unknownOrder }
      return id
    }
  }
}
