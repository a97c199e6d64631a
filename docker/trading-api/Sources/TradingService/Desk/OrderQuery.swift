/// Which orders a client wants to see.
struct OrderQuery: Hashable, Sendable {
  var status: Order.Status?
  var after: OrderID?
  var limit = 50

  /// Reads the parameters of a query; throws a refusal that names all that is wrong with them.
  init(_ parameters: [(name: String, value: String)]) throws(Refusal) {
    var problems: [String] = []
    for (name, value) in parameters {
      let shown = JSONValue.text(value).shown
      switch name {
      case "status":
        status = Order.Status(rawValue: value)
        if status == nil {
          problems.append("status is \(shown); open, filled or cancelled is expected.")
        }
      case "after":
        after = OrderID(value)
        if after == nil { problems.append("after is \(shown); the id of an order is expected.") }
      case "limit":
        if let number = Int(value), (1...TradingDesk.pageLimitMax).contains(number) {
          limit = number
        } else {
          problems.append(
            "limit is \(shown); a number from 1 to \(TradingDesk.pageLimitMax) is expected.")
        }
      default:
        let near = nearest(to: name, among: ["status", "after", "limit"])
        let hint = near.map { " Did you mean \($0)?" } ?? ""
        problems.append("\(JSONValue.text(name).shown) is not a parameter.\(hint)")
      }
    }
    guard problems.isEmpty else { throw .malformed(problems) }
  }
}
