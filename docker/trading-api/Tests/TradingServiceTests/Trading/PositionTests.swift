import Testing
import TradingService

struct `Keeping a position` {
  @Test func `its average price is the mean of what was paid`() {
    #expect(after([(.buy, 10, "100.00"), (.buy, 30, "102.00")]) == "40 at 101.50")
  }

  @Test func `a mean that does not come out even is rounded half to even in the fourth decimal`() {
    #expect(after([(.buy, 1, "1.00"), (.buy, 2, "1.01")]) == "3 at 1.0067")
    #expect(after([(.buy, 199, "1.00"), (.buy, 1, "1.01")]) == "200 at 1.00")
    #expect(after([(.buy, 197, "1.00"), (.buy, 3, "1.01")]) == "200 at 1.0002")
  }

  @Test func `the mean is exact again as soon as it comes out even`() {
    #expect(after([(.buy, 1, "1.00"), (.buy, 2, "1.01"), (.buy, 1, "1.02")]) == "4 at 1.01")
  }

  @Test func `selling some leaves the average price as it was shown`() {
    #expect(
      after([(.buy, 1, "1.00"), (.buy, 2, "1.01"), (.sell, 1, "9.00")]) == "2 at 1.0067")
  }

  @Test func `selling all leaves nothing`() {
    #expect(after([(.buy, 10, "100.00"), (.sell, 10, "90.00")]) == "0 at nothing")
  }

  @Test func `selling more than there is starts a position on the other side at the new price`() {
    #expect(after([(.buy, 10, "100.00"), (.sell, 25, "90.00")]) == "-15 at 90.00")
    #expect(after([(.sell, 10, "90.00"), (.buy, 25, "100.00")]) == "15 at 100.00")
  }

  @Test func `what is owed has an average price as well, and buying some back leaves it`() {
    #expect(
      after([(.sell, 10, "90.00"), (.sell, 10, "91.00"), (.buy, 5, "50.00")]) == "-15 at 90.50")
  }

  @Test func `a position that cannot be counted is not taken`() {
    let million = Price(tenThousandths: 10_000_000_000)

    #expect(Position(symbol: "A").after(.buy, 1_000_000_000, at: million) == nil)
    #expect(
      Position(symbol: "A", quantity: 1, cost: .max).after(.buy, 1, at: million) == nil)
    #expect(
      Position(symbol: "A", quantity: -.max, cost: 0).after(.sell, 1, at: million) == nil)
  }

  private func after(_ fills: [(Side, Int, String)]) -> String {
    var position: Position? = Position(symbol: "AAPL")
    for (side, quantity, price) in fills {
      position = Price(price).flatMap { position?.after(side, quantity, at: $0) }
    }
    guard let position else { return "too large" }
    return "\(position.quantity) at \(position.averagePrice?.description ?? "nothing")"
  }
}
