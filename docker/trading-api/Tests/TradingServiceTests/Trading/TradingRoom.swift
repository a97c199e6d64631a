import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOEmbedded
import Synchronization
import TradingService

/// A desk on a database of its own, with quotes that the test sets.
final class TradingRoom: Sendable {
  let folder: TemporaryFolder
  let configuration: ServiceConfiguration
  let database: TradingDatabase
  let desk: TradingDesk
  let log: CollectedLog
  private let feed: Quotes
  private let live: LiveSettings

  init(
    in folder: TemporaryFolder? = nil, schema: Schema = .current,
    _ change: (inout ServiceConfiguration) -> Void = { _ in }
  ) throws {
    let folder = try folder ?? TemporaryFolder()
    let configuration = try Sample.configuration {
      $0.database.path = "\(folder.path)/data/trading.db"
      $0.database.backupFolder = "\(folder.path)/backups"
      change(&$0)
    }
    let feed = Quotes(FeedState(maxAge: .seconds(3_600)))
    let log = CollectedLog()
    database = try TradingDatabase(
      opening: configuration.database, schema: schema, logger: log.logger)
    try database.prepareSchema()
    live = LiveSettings(Live(configuration: configuration))
    desk = TradingDesk(
      live, database: database, logger: log.logger, quotes: { feed.state.withLock { $0 } },
      now: { Date(timeIntervalSince1970: 1_795_395_115.5) })
    self.folder = folder
    self.configuration = configuration
    self.feed = feed
    self.log = log
    try quote("141.00")
  }

  /// Lets AAPL have this price from now on.
  func quote(_ price: String) throws {
    var book = QuoteBook(of: configuration.quotes, atMilliseconds: 0, servedBy: "one")
    book.quotes = try JSONDecoder().decode(
      [QuoteBook.Quote].self, from: Data(#"[{"symbol":"AAPL","price":"\#(price)"}]"#.utf8))
    feed.state.withLock { [book] in $0.receive(book, at: .now) }
  }

  /// Lets orders have this quantity at most from now on, as a reload does.
  func allow(quantity: Int) {
    var next = live.current
    next.configuration.trading.maxOrderQuantity = quantity
    live.replace(with: next)
  }

  /// Lets the quotes be too old.
  func loseQuotes() { feed.state.withLock { $0 = FeedState(maxAge: .seconds(1)) } }

  /// Asks the api without a socket, and shows the answer as text: status, chosen headers, body.
  func ask(
    _ method: HTTPRequest.Method, _ path: String, _ body: String = "", key: String? = nil,
    showing shown: [String] = []
  ) async throws -> String {
    let router = routes(of: .api, configuration, feed: nil, desk: desk, host: "one") { 0 }
    var headers: HTTPFields = body.isEmpty ? [:] : [.contentType: "application/json"]
    if let name = HTTPField.Name("Idempotency-Key") { headers[name] = key }
    let request = Request(
      head: HTTPRequest(
        method: method, scheme: "http", authority: "test", path: path, headerFields: headers),
      body: RequestBody(buffer: ByteBuffer(string: body)))
    let context = ServiceContext(
      source: ApplicationRequestContextSource(channel: EmbeddedChannel(), logger: log.logger))
    let response = try await router.buildResponder().respond(to: request, context: context)
    let writer = CollectingWriter()
    try await response.body.write(writer)
    let lines = shown.map { name in
      "\(name): \(HTTPField.Name(name).flatMap { response.headers[$0] } ?? "none")"
    }
    let text = writer.text.withLock { $0 }
    return (["\(response.status.code)"] + lines + [text]).joined(separator: "\n")
  }

  /// Places an order through the api and returns its id.
  func place(_ order: String, key: String) async throws -> String {
    let answer = try await ask(.post, "/orders", order, key: key, showing: ["Location"])
    guard let line = answer.split(separator: "\n").first(where: { $0.hasPrefix("Location: ") }),
      let id = line.split(separator: "/").last
    else { throw SampleError() }
    return String(id)
  }
}

private final class Quotes: Sendable {
  let state: Mutex<FeedState>

  init(_ feed: FeedState) { state = Mutex(feed) }
}

extension OrderRequest {
  static func sample(
    _ side: Side = .buy, _ quantity: Int = 10, at limit: Int = 141, symbol: String = "AAPL"
  ) -> OrderRequest {
    OrderRequest(
      symbol: symbol, side: side, quantity: quantity,
      limitPrice: Price(tenThousandths: limit * 10_000))
  }
}
