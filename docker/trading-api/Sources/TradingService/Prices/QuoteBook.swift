/// The quotes of one tick, as `GET /quotes` answers them.
package struct QuoteBook: Codable, Hashable, Sendable {
  package struct Quote: Codable, Hashable, Sendable {
    package var symbol: String
    /// Dollars with two decimals; a text, because money is not a floating-point number.
    package var price: String
  }

  package var tick: Int
  /// How old the tick was when it was answered: an age needs no clocks that agree.
  package var ageMilliseconds: Int
  /// The container that answered, which shows how replicas share the work.
  package var servedBy: String
  package var quotes: [Quote]

  enum CodingKeys: String, CodingKey {
    case tick
    case ageMilliseconds = "age_milliseconds"
    case servedBy = "served_by"
    case quotes
  }

  /// The book at a moment given in milliseconds since 1970. Ticks are counted from then, so that all
  /// replicas are at the same one.
  package init(
    of settings: ServiceConfiguration.Quotes, atMilliseconds now: Int, servedBy: String
  ) {
    let interval = max(1, settings.interval.milliseconds)
    let tick = now / interval
    self.tick = tick
    self.ageMilliseconds = now - tick * interval
    self.servedBy = servedBy
    self.quotes = settings.symbols.map {
      Quote(symbol: $0, price: Self.dollars(PriceSimulation.cents(of: $0, at: tick)))
    }
  }

  private static func dollars(_ cents: Int) -> String {
    let rest = cents % 100
    return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
