import Hummingbird
import NIOHTTP1

/// Turns what is thrown below it, refusals of the desk and everything else, into an answer, and tells the causes
/// only where errors are verbose.
struct ProblemMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  var live: LiveSettings

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let isVerbose = live.current.configuration.debug.verboseErrors
    do {
      return try await next(request, context)
    } catch let problem as Problem {
      return .problem(problem)
    } catch let refusal as Refusal {
      return .problem(Problem(refusal, isVerbose: isVerbose))
    } catch let error as HTTPError {
      return .problem(Problem(error.status, detail: error.body))
    } catch is HTTPParserError {
      return .problem(Problem(.badRequest, detail: "The request is not valid HTTP."))
    } catch is CancellationError {
      return .problem(Problem(.serviceUnavailable, detail: "The request was given up."))
    } catch {
      context.logger.error("A request failed.", metadata: ["error": "\(error)"])
      return .problem(Problem(.internalServerError, detail: isVerbose ? "\(error)" : nil))
    }
  }
}
