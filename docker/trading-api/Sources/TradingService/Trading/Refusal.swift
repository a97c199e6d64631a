/// Why the desk does not do what it was asked to.
package enum Refusal: Error, Hashable, Sendable {
  /// The body or a parameter cannot be understood.
  case malformed([String])
  /// It is understood, and not allowed here.
  case notAllowed([String])
  /// The key was used for another order.
  case keyReused
  case halted(reason: String?)
  /// There are no prices fresh enough to trade on.
  case noQuotes([String])
  /// The schema of the database is not the one that this program writes.
  case schema(String)
  /// The database cannot be read or written now.
  case database(String)
  case unknownOrder
  case notOpen(Order.Status)
}
