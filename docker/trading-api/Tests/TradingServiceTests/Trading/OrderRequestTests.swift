import Testing
import TradingService

struct `Reading an order` {
  @Test func `a right one is read`() throws {
    let request = try OrderRequest.read(
      Array(#"{"symbol":"AAPL","side":"sell","quantity":7,"limit_price":"141.5"}"#.utf8))

    #expect(request.canonical == "sell 7 AAPL at 141.50")
  }

  @Test func `two that say the same are the same, however they are written`() throws {
    let one = #"{"symbol":"AAPL","side":"buy","quantity":7,"limit_price":"141.5"}"#
    let other = #"{ "limit_price": "141.50", "quantity": 7, "side": "buy", "symbol": "AAPL" }"#

    #expect(
      try OrderRequest.read(Array(one.utf8)) == OrderRequest.read(Array(other.utf8)))
  }

  @Test func `everything that is wrong is named at once`() {
    #expect(
      problems(#"{"symbol":1,"side":"bye","quantity":"7","limit_price":141.5,"quantiti":1}"#) == [
        #"symbol is 1; a text such as "AAPL" is expected."#,
        #"quantity is "7"; a whole number is expected."#,
        #"limit_price is 141.5; a text such as "141.50" is expected."#,
        #"side is "bye"; "buy" or "sell" is expected."#,
        #""quantiti" is not a field of an order. Did you mean quantity?"#,
      ])
    #expect(
      problems("{}") == [
        #"symbol is missing; a text such as "AAPL" is expected."#,
        #"side is missing; "buy" or "sell" is expected."#,
        "quantity is missing; a whole number is expected.",
        #"limit_price is missing; a text such as "141.50" is expected."#,
      ])
  }

  @Test func `of very many fields that are none, some are named and the rest is counted`() {
    let strangers = (1_000..<2_000).map { "\"f\($0)\":1" }.joined(separator: ",")

    let found = problems("{\(strangers)}")

    #expect(found.count == 25)
    #expect(found[4] == #""f1000" is not a field of an order."#)
    #expect(found.last == "980 more fields are none of an order.")
  }

  @Test(arguments: ["-1", "1e3", "141.505", "", "NaN"])
  func `a limit that is no price is named`(limit: String) {
    let order = #"{"symbol":"AAPL","side":"buy","quantity":7,"limit_price":"\#(limit)"}"#
    let expected = #"dollars with at most two decimals, such as "141.50", is expected."#
    #expect(problems(order) == [#"limit_price is "\#(limit)"; \#(expected)"#])
  }

  @Test(arguments: ["1.5", "true", "null", "[]", "99999999999999999999"])
  func `a quantity that is no whole number is named`(quantity: String) {
    let order = #"{"symbol":"AAPL","side":"buy","quantity":\#(quantity),"limit_price":"1"}"#

    #expect(problems(order).count == 1)
    #expect(problems(order).first?.hasPrefix("quantity is ") == true)
  }

  @Test(arguments: ["", "[]", "null", "{", "\u{FF}", "{\"symbol\":"])
  func `what is no JSON object is named as that`(body: String) {
    #expect(problems(body) == ["The body is not a JSON object."])
  }

  @Test func `what is understood is judged by what is quoted and allowed`() {
    let request = OrderRequest(
      symbol: "TSLA", side: .buy, quantity: 101, limitPrice: Price(tenThousandths: 0))

    #expect(
      request.problems(symbols: ["AAPL", "MSFT"], quantityMax: 100) == [
        #"symbol is "TSLA"; AAPL, MSFT are quoted here."#,
        "quantity is 101; 1 to 100 are allowed here.",
        "limit_price is 0.00; 0.01 to 1000000.00 are allowed.",
      ])
    #expect(OrderRequest.sample(.buy, 0).problems(symbols: ["AAPL"], quantityMax: 100).count == 1)
    #expect(OrderRequest.sample(.buy, 100).problems(symbols: ["AAPL"], quantityMax: 100) == [])
  }

  private func problems(_ body: String) -> [String] {
    do {
      _ = try OrderRequest.read(Array(body.utf8))
      return []
    } catch {
      guard case .malformed(let reasons) = error else { return ["\(error)"] }
      return reasons
    }
  }
}
