extension Int {
  /// The number in at least so many digits, zeros in front: `07`. Not for what is below zero.
  package func digits(_ count: Int, radix: Int = 10) -> String {
    let text = radix == 10 ? description : String(self, radix: radix)
    let missing = count - text.utf8.count
    if missing <= 0 { return text }
    return missing == 1 ? "0" + text : String(repeating: "0", count: missing) + text
  }
}
