import FoundationEssentials
import GRDB

extension Database {
  /// The order that was answered for `key`, as it was then. Throws when the key belongs to another request.
  func answer(for key: String, to request: OrderRequest) throws -> Order? {
    let statement = try cachedStatement(
      sql: "SELECT request, answer FROM idempotency_keys WHERE key = ?")
    guard let row = try Row.fetchOne(statement, arguments: [key]) else { return nil }
    guard row["request"] == request.canonical else { throw Refusal.keyReused }
    let answer: String = row["answer"]
    return try JSONDecoder().decode(Order.self, from: Data(answer.utf8))
  }

  /// Keeps the answer with the order, in the same transaction.
  func keep(_ answer: Order, for key: String, to request: OrderRequest) throws {
    let statement = try cachedStatement(
      sql: "INSERT INTO idempotency_keys (key, request, order_id, answer) VALUES (?, ?, ?, ?)")
    let text = String(decoding: try JSONEncoder().encode(answer), as: UTF8.self)
    try statement.execute(arguments: [key, request.canonical, answer.id.description, text])
  }
}
