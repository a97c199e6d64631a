extension Problem {
  /// The answer to a refusal. Causes inside of the service are told where errors are verbose.
  init(_ refusal: Refusal, isVerbose: Bool) {
    switch refusal {
    case .malformed(let reasons):
      self.init(.badRequest, detail: "The request cannot be understood.", reasons: reasons)
    case .notAllowed(let reasons):
      self.init(.unprocessableContent, detail: "The order is not taken.", reasons: reasons)
    case .keyReused:
      self.init(
        .unprocessableContent, detail: "The Idempotency-Key belongs to another order already.")
    case .halted(let reason):
      self.init(
        .serviceUnavailable, detail: "No orders are taken until it goes on.",
        reasons: reason.map { [$0] })
      title = "Trading is halted"
    case .noQuotes(let reasons):
      self.init(
        .serviceUnavailable, detail: "There are no quotes fresh enough to trade on.",
        reasons: isVerbose ? reasons : nil)
    case .schema(let reason):
      self.init(
        .serviceUnavailable, detail: "The database is not ready.", reasons: [reason])
    case .database(let reason):
      self.init(
        .serviceUnavailable, detail: "The database is not ready.",
        reasons: isVerbose ? [reason] : nil)
    case .unknownOrder: self.init(.notFound, detail: "There is no such order.")
    case .notOpen(let status):
      self.init(.conflict, detail: "The order is \(status.rawValue) and cannot be cancelled.")
    }
  }
}
