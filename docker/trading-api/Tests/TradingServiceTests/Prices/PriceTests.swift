import Testing
import TradingService

struct `Making prices` {
  @Test func `the book of a tick is the same for every replica and after every restart`() throws {
    let settings = try Sample.configuration().quotes

    let book = QuoteBook(of: settings, atMilliseconds: 1_795_395_115_500, servedBy: "one")

    #expect(book.tick == 897_697_557)
    #expect(book.ageMilliseconds == 1_500)
    #expect(book.quotes.map { "\($0.symbol) \($0.price)" } == ["AAPL 144.33", "MSFT 316.72"])
  }

  @Test func `a price moves by less than a hundredth from tick to tick`() {
    let prices = (1_000_000..<1_002_000).map { PriceSimulation.cents(of: "AAPL", at: $0) }

    let steps = zip(prices, prices.dropFirst()).map { abs(Double($1 - $0)) / Double($0) }

    #expect(steps.allSatisfy { $0 < 0.01 })
    #expect(Set(prices).count > 100)
  }
}
