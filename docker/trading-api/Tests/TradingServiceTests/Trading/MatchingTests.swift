import Testing
import TradingService

struct `Matching orders with quotes` {
  typealias Mode = TradingSettings.Mode

  @Test(arguments: [
    (Side.buy, "140.99", "140.99"), (.buy, "141.00", "141.00"), (.buy, "141.01", "none"),
    (.sell, "141.01", "141.01"), (.sell, "141.00", "141.00"), (.sell, "140.99", "none"),
  ])
  func `an order gets the quote where that is at least as good as its limit`(
    side: Side, quote: String, price: String
  ) {
    let order = OrderRequest.sample(side, at: 141)
    let words = { (mode: Mode) in
      mode.fillPrice(of: order, at: Price(quote))?.description ?? "none"
    }

    #expect([words(.simulated), words(.paper)] == [price, price])
    #expect(words(.live) == "none")
  }

  @Test func `what is not quoted is not filled`() {
    #expect(Mode.paper.fillPrice(of: .sample(), at: nil) == nil)
  }
}
