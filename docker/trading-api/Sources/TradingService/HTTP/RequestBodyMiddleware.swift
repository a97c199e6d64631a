import HTTPTypes
import Hummingbird
import NIOCore

/// Refuses paths that name nothing and bodies that are too large or not JSON; hands on bodies in one piece.
struct RequestBodyMiddleware: RouterMiddleware {
  typealias Context = ServiceContext

  var limitBytes: Int

  func handle(
    _ request: Request, context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    if let problem = RequestShape.problem(inPath: request.head.path ?? "") { throw problem }
    let announced = request.headers[.contentLength].flatMap { Int($0) }
    if let announced, announced > limitBytes { throw tooLarge }
    if context.isKnownRoute, request.method == .post || request.method == .put,
      !RequestShape.isJSON(request.headers[.contentType])
    {
      throw Problem(
        .unsupportedMediaType, detail: "The body must be JSON, with Content-Type application/json.")
    }
    var request = request
    let body: ByteBuffer
    do {
      body = try await request.collectBody(upTo: limitBytes)
    } catch is NIOTooManyBytesError {
      throw tooLarge
    }
    // A connection that ends early must never make half a body look like a whole one.
    guard announced == nil || announced == body.readableBytes else {
      throw Problem(.badRequest, detail: "The body is shorter than its Content-Length.")
    }
    return try await next(request, context)
  }

  private var tooLarge: Problem {
    Problem(.contentTooLarge, detail: "A body may have \(limitBytes) bytes.")
  }
}
