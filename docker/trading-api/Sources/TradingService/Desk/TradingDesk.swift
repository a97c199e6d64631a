import FoundationEssentials
import GRDB
import Logging
import Synchronization

/// Takes, fills and cancels orders, one transaction each.
package final class TradingDesk: Sendable {
  package let mode: TradingSettings.Mode
  package let hasKillSwitch: Bool
  package let symbols: [String]
  let database: TradingDatabase
  let logger: Logger
  private let quotes: @Sendable () -> FeedState
  private let now: @Sendable () -> Date
  private let live: LiveSettings
  private let state = Mutex(DeskCounts())
  /// Why the last write failed; nil when it did not.
  let writeFailure = Mutex<String?>(nil)

  package init(
    _ live: LiveSettings, database: TradingDatabase, logger: Logger,
    quotes: @escaping @Sendable () -> FeedState, now: @escaping @Sendable () -> Date = { .now }
  ) {
    let configuration = live.current.configuration
    self.live = live
    mode = configuration.trading.mode
    hasKillSwitch = configuration.trading.hasKillSwitch
    symbols = configuration.quotes.symbols
    self.database = database
    self.logger = logger
    self.quotes = quotes
    self.now = now
  }

  /// The largest order that is taken; a reload may change it.
  package var maxOrderQuantity: Int { live.current.configuration.trading.maxOrderQuantity }

  /// Takes an order, or answers again what was answered to the same request with the same key.
  package func place(_ request: OrderRequest, key: String) async throws -> PlacedOrder {
    do {
      return try await take(request, key: key)
    } catch {
      // What cannot be understood is counted where it is read.
      count { $0.rejected += 1 }
      throw error
    }
  }

  private func take(_ request: OrderRequest, key: String) async throws -> PlacedOrder {
    let problems = request.problems(symbols: symbols, quantityMax: maxOrderQuantity)
    let feed = quotes()
    let stale = feed.reasons(at: .now)
    guard problems.isEmpty, stale.isEmpty else {
      // What was answered once is answered again, whatever holds now.
      let earlier = try await reading { try $0.answer(for: key, to: request) }
      if let earlier { return PlacedOrder(order: earlier, isReplayed: true) }
      throw problems.isEmpty ? Refusal.noQuotes(stale) : Refusal.notAllowed(problems)
    }
    let order = newOrder(request, at: feed.book?.price(of: request.symbol))
    let placed = try await writing { [hasKillSwitch] db in
      if let earlier = try db.answer(for: key, to: request) {
        return PlacedOrder(order: earlier, isReplayed: true)
      }
      let killSwitch = try db.killSwitch()
      if hasKillSwitch, killSwitch.halted { throw Refusal.halted(reason: killSwitch.reason) }
      if let price = order.filledPrice { try db.book(order, at: price) }
      try db.insert(order)
      try db.keep(order, for: key, to: request)
      return PlacedOrder(order: order, isReplayed: false)
    }
    if !placed.isReplayed {
      count {
        $0.accepted += 1
        if placed.order.status == .filled { $0.filled += 1 }
      }
    }
    return placed
  }

  private func newOrder(_ request: OrderRequest, at quote: Price?) -> Order {
    let moment = now()
    let price = mode.fillPrice(of: request, at: quote)
    return Order(
      id: OrderID(
        milliseconds: Int(moment.timeIntervalSince1970 * 1_000),
        random: SystemRandomNumberGenerator()),
      symbol: request.symbol, side: request.side, quantity: request.quantity,
      limitPrice: request.limitPrice, status: price == nil ? .open : .filled, filledPrice: price,
      mode: mode, createdAt: Self.text(moment))
  }

  /// Cancels an open order; also while trading is halted.
  package func cancel(_ id: OrderID) async throws -> Order {
    let order = try await writing { db in
      guard var order = try db.order(id) else { throw Refusal.unknownOrder }
      guard order.status == .open else { throw Refusal.notOpen(order.status) }
      order.status = .cancelled
      try db.close(order)
      return order
    }
    count { $0.cancelled += 1 }
    return order
  }

  /// Fills the open orders whose limit the quotes meet, where the mode fills later at all; `batch` of them in each
  /// transaction, so that new orders get their turn in between.
  ///
  /// Returns how many. While trading is halted none are.
  @discardableResult
  package func match(batch: Int = 500) async throws -> Int {
    var total = 0
    while true {
      let filled = try await matchOnce(atMost: batch)
      total += filled
      if filled < batch { return total }
    }
  }

  private func matchOnce(atMost limit: Int) async throws -> Int {
    let feed = quotes()
    guard mode.fillsLater, let book = feed.book, feed.reasons(at: .now).isEmpty else { return 0 }
    // Most ticks fill nothing, and readers do not keep writers waiting.
    let isAnyDue = try await reading { [mode] in !(try $0.due(in: mode, at: book, 1)).isEmpty }
    guard isAnyDue else { return 0 }
    let filled = try await writing { [mode, hasKillSwitch] db in
      if hasKillSwitch, try db.killSwitch().halted { return 0 }
      // Asked again: between reading and writing an order may have been cancelled.
      return try db.due(in: mode, at: book, limit).count { try db.fill($0, at: $1) }
    }
    count { $0.filled += filled }
    return filled
  }

  package func killSwitch() async throws -> KillSwitch {
    try await reading { try $0.killSwitch() }
  }

  /// Halts trading, or lets it go on. `client` is who wants it, for the log.
  package func turn(_ killSwitch: KillSwitch, by client: String? = nil) async throws -> KillSwitch {
    var turned = killSwitch
    turned.since = Self.text(now())
    try await writing { [turned] in try $0.save(turned) }
    logger.warning(
      turned.halted ? "Trading is halted." : "Trading goes on.",
      metadata: ["client": client, "reason": turned.reason].compactMapValues { $0.map { "\($0)" } })
    return turned
  }

  private static func text(_ moment: Date) -> String {
    moment.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  func count(_ change: (inout DeskCounts) -> Void) {
    state.withLock { change(&$0) }
  }

  var counted: DeskCounts { state.withLock { $0 } }
}

extension Database {
  /// At most `limit` open orders that `book` fills, each with its price.
  fileprivate func due(
    in mode: TradingSettings.Mode, at book: QuoteBook, _ limit: Int
  ) throws -> [(Order, Price)] {
    var due: [(Order, Price)] = []
    for quote in book.quotes where due.count < limit {
      guard let price = Price(quote.price) else { continue }
      due += try openOrders(
        in: mode, of: quote.symbol, metBy: price, limit: limit - due.count
      ).map { ($0, price) }
    }
    return due
  }

  /// Fills an open order. False when the position would be too large to count: the order stays open.
  fileprivate func fill(_ order: Order, at price: Price) throws -> Bool {
    do {
      try book(order, at: price)
    } catch Refusal.notAllowed {
      return false
    }
    var filled = order
    filled.status = .filled
    filled.filledPrice = price
    try close(filled)
    return true
  }

  /// Moves the position as a filled order says.
  fileprivate func book(_ order: Order, at price: Price) throws {
    let position = try position(in: order.symbol)
    guard let after = position.after(order.side, order.quantity, at: price) else {
      throw Refusal.notAllowed(["The position in \(order.symbol) would be too large to count."])
    }
    try save(after)
  }
}
