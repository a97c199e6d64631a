import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// What clients do with the desk.
func addTrading(
  to router: Router<ServiceContext>, _ configuration: ServiceConfiguration, _ desk: TradingDesk
) {
  addOrders(to: router, configuration, desk)
  router.get("positions") { _, _ in
    try Response.json(.ok, ["positions": try await desk.positions()])
  }
  // Absent rather than refused: what cannot be turned is not there.
  guard desk.hasKillSwitch else { return }
  router.get("kill-switch") { _, _ in try Response.json(.ok, try await desk.killSwitch()) }
  router.put("kill-switch") { request, context in
    let wanted = try KillSwitch.read(try await request.collectedBody)
    return try Response.json(.ok, try await desk.turn(wanted, by: context.client))
  }
}

private func addOrders(
  to router: Router<ServiceContext>, _ configuration: ServiceConfiguration, _ desk: TradingDesk
) {
  router.post("orders") { request, _ in
    let body = try await request.collectedBody
    let (order, key) = try desk.read(body, request.headers)
    let placed = try await desk.place(order, key: key)
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
  /// The body, which `RequestBodyMiddleware` has put together within its limit.
  fileprivate var collectedBody: [UInt8] {
    get async throws { Array(buffer: try await body.collect(upTo: .max)) }
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
