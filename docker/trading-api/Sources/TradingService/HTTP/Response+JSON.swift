import FoundationEssentials
import HTTPTypes
import Hummingbird

extension Response {
  /// A JSON answer with its keys in order, so that equal answers are equal bytes. Never cached: every
  /// answer of this service is about now.
  static func json(
    _ status: HTTPResponse.Status, _ value: some Encodable, type: String = "application/json"
  ) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = try encoder.encode(value)
    return Response(
      status: status,
      headers: [
        .contentType: type, .contentLength: "\(body.count)", .cacheControl: "no-store",
      ],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }

  static func problem(_ problem: Problem) -> Response {
    let (head, body) = problem.answer
    return Response(
      status: head.status, headers: head.headerFields, body: ResponseBody(byteBuffer: body))
  }
}

extension Problem {
  /// The problem as an answer outside of any route.
  var answer: (head: HTTPResponse, body: ByteBuffer) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Texts and numbers only: encoding them cannot fail, and a bare status is still an answer.
    let body = (try? encoder.encode(self)).map { ByteBuffer(bytes: $0) } ?? ByteBuffer()
    let head = HTTPResponse(
      status: httpStatus,
      headerFields: [
        .contentType: "application/problem+json", .contentLength: "\(body.readableBytes)",
        .cacheControl: "no-store",
      ])
    return (head, body)
  }
}
