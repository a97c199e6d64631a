import Testing
import TradingService

struct `Counting money` {
  @Test(arguments: [
    ("141.50", "141.50"), ("141.5", "141.50"), ("141", "141.00"), ("0.01", "0.01"),
    ("000000001", "1.00"), ("999999999.99", "999999999.99"),
  ])
  func `dollars with at most two decimals are exact`(text: String, shown: String) {
    #expect(Price(text)?.description == shown)
  }

  @Test(arguments: [
    "", ".", "1.", ".5", "-1", "+1", "1e3", "1,5", " 1", "1.234", "0x1", "1234567890", "1.2.3", "١",
  ])
  func `anything else is no price`(text: String) {
    #expect(Price(text) == nil)
  }

  @Test(arguments: [
    (1_415_000, "141.50"), (1_415_067, "141.5067"), (1_415_060, "141.5060"), (1, "0.0001"),
    (-15_000, "-1.50"),
  ])
  func `two decimals are shown, and four where they say something`(amount: Int, shown: String) {
    #expect(Price(tenThousandths: amount).description == shown)
  }
}
