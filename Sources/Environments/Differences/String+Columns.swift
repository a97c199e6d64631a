extension String {
  package func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  var trimmingTrailingSpaces: String {
    let spaces = reversed().prefix { $0 == " " }.count
    return String(dropLast(spaces))
  }

  /// At most so many characters, with an ellipsis where some are left out.
  func shortened(to width: Int) -> String {
    count > width ? prefix(Swift.max(0, width - 1)) + "…" : self
  }
}
