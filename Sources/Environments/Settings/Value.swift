/// What a setting is. Equality is what the operator means by "the same": types matter (`8080` is not `"8080"`),
/// the order of a map does not, and quantities compare by amount (`512MiB` is `536870912`).
package enum Value: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  case decimal(Double)
  case string(String)
  /// In bytes.
  case bytes(Quantity)
  /// In milliseconds.
  case duration(Quantity)
  case list([Value])
  case map([String: Value])
  /// The value itself never gets this far.
  case secret(Fingerprint)
}
