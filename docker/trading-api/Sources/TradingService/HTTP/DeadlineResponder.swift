import Hummingbird

/// Gives each answer its deadline. A responder and not a middleware, because racing two tasks needs
/// something that outlives the call.
struct DeadlineResponder<Inner: HTTPResponder>: HTTPResponder where Inner.Context: Sendable {
  var inner: Inner
  var deadline: Duration

  func respond(to request: Request, context: Inner.Context) async throws -> Response {
    try await withThrowingTaskGroup(of: Response.self) { group in
      group.addTask { try await inner.respond(to: request, context: context) }
      group.addTask {
        try await Task.sleep(for: deadline)
        return .problem(
          Problem(.serviceUnavailable, detail: "No answer was ready within \(deadline.words)."))
      }
      defer { group.cancelAll() }
      guard let first = try await group.next() else { throw CancellationError() }
      return first
    }
  }
}
