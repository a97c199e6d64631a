/// How values read in a sentence for the operator.
enum Words {
  /// `200`, `200 or 204`, `200, 204 or 301`.
  static func choice(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return "\(items.dropLast().joined(separator: ", ")) or \(last)"
  }

  /// `127.0.0.1:80`, `[::1]:80`.
  static func endpoint(_ host: String, _ port: Int) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
