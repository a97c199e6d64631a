import Hummingbird

/// Turns what is thrown below it into an answer, and tells the causes only where errors are verbose.
struct ProblemMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  var isVerbose: Bool

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let problem as Problem {
      return .problem(problem)
    } catch let error as HTTPError {
      return .problem(Problem(error.status, detail: error.body))
    } catch {
      context.logger.error("A request failed.", metadata: ["error": "\(error)"])
      return .problem(Problem(.internalServerError, detail: isVerbose ? "\(error)" : nil))
    }
  }
}
