extension TradingSettings.Mode {
  /// What an order that is new, or still open, is filled for at `quote`; nil when it stays open.
  ///
  /// Whoever buys pays no more than the limit and whoever sells gets no less; both get the quote, which may be
  /// better.
  package func fillPrice(
    of request: OrderRequest, at quote: Price?, isNew: Bool
  ) -> Price? {
    guard let quote else { return nil }
    switch self {
    case .live: return nil
    case .simulated where !isNew: return nil
    case .simulated, .paper: break
    }
    let isMet = request.side == .buy ? quote <= request.limitPrice : quote >= request.limitPrice
    return isMet ? quote : nil
  }
}

extension QuoteBook {
  package func price(of symbol: String) -> Price? {
    quotes.first { $0.symbol == symbol }.flatMap { Price($0.price) }
  }
}
