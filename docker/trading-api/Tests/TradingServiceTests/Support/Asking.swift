import HTTPTypes
import Hummingbird
import Logging
import NIOEmbedded
import TradingService

/// Asks one role without a socket, and shows the answer as text: status, chosen headers, body.
func ask(
  _ path: String, role: Role = .api, method: HTTPRequest.Method = .get,
  headers: HTTPFields = [:], showing shown: [HTTPField.Name] = [],
  of configuration: ServiceConfiguration, feed: QuotesFeed? = nil
) async throws -> String {
  let router = routes(of: role, configuration, feed: feed, host: "one") { 2_000_000 }
  return try await ask(
    router.buildResponder(), path, method: method, headers: headers, showing: shown)
}

func ask(
  _ responder: some HTTPResponder<ServiceContext>, _ path: String,
  method: HTTPRequest.Method = .get, headers: HTTPFields = [:],
  showing shown: [HTTPField.Name] = []
) async throws -> String {
  let request = Request(
    head: HTTPRequest(
      method: method, scheme: "http", authority: "test", path: path, headerFields: headers),
    body: RequestBody(buffer: ByteBuffer()))
  let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
  let context = ServiceContext(
    source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: silent))
  let response = try await responder.respond(to: request, context: context)
  var lines = ["\(response.status.code)"]
  lines += shown.map { "\($0): \(response.headers[$0] ?? "none")" }
  let body = CollectingWriter()
  try await response.body.write(body)
  let text = body.text.withLock { $0 }
  return (lines + (text.isEmpty ? [] : [text])).joined(separator: "\n")
}
