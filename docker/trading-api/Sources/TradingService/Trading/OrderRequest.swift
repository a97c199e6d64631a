/// What a client asks for, before anybody judged whether it may.
package struct OrderRequest: Hashable, Sendable {
  package var symbol: String
  package var side: Side
  package var quantity: Int
  package var limitPrice: Price

  package init(symbol: String, side: Side, quantity: Int, limitPrice: Price) {
    self.symbol = symbol
    self.side = side
    self.quantity = quantity
    self.limitPrice = limitPrice
  }

  /// Two requests that say the same are the same text, however their JSON was written.
  package var canonical: String { "\(side.rawValue) \(quantity) \(symbol) at \(limitPrice)" }

  /// Reads a body. Throws a refusal that names everything that is wrong with it.
  package static func read(_ body: [UInt8]) throws(Refusal) -> OrderRequest {
    var fields = try FieldReader(body, of: "an order")
    let symbol = fields.text("symbol", "a text such as \"AAPL\"")
    let side = fields.text("side", "\"buy\" or \"sell\"").flatMap(Side.init(rawValue:))
    let quantity = fields.int("quantity", "a whole number")
    let price = fields.text("limit_price", "a text such as \"141.50\"").flatMap { Price($0) }
    fields.expect("side", side, "\"buy\" or \"sell\"")
    fields.expect("limit_price", price, "dollars with at most two decimals, such as \"141.50\",")
    try fields.close()
    guard let symbol, let side, let quantity, let price else {
      throw .malformed(["The body is not an order."])
    }
    return OrderRequest(symbol: symbol, side: side, quantity: quantity, limitPrice: price)
  }

  /// Why the request cannot become an order here, one sentence each.
  package func problems(symbols: [String], quantityMax: Int) -> [String] {
    var problems: [String] = []
    if !symbols.contains(symbol) {
      let known = symbols.joined(separator: ", ")
      problems.append("symbol is \(JSONValue.text(symbol).shown); \(known) are quoted here.")
    }
    if !(1...max(1, quantityMax)).contains(quantity) {
      problems.append("quantity is \(quantity); 1 to \(quantityMax) are allowed here.")
    }
    if limitPrice.tenThousandths <= 0 || limitPrice > .largest {
      problems.append("limit_price is \(limitPrice); 0.01 to \(Price.largest) are allowed.")
    }
    return problems
  }
}
