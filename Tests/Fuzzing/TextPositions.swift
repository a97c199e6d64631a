import Environments

/// The lines of a text, to check positions against.
struct TextPositions {
  private let widths: [Int]

  /// - Parameter isYAML: whether what YAML takes for the end of a line ends one; otherwise only a newline does.
  init(_ text: String, isYAML: Bool = false) {
    var widths = [0]
    var last: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if last == "\r", scalar == "\n", isYAML {
        // One end of a line, counted at its first half.
      } else if scalar == "\n"
        || (isYAML && "\r\u{85}\u{2028}\u{2029}".unicodeScalars.contains(scalar))
      {
        widths.append(0)
      } else {
        widths[widths.count - 1] += 1
      }
      last = scalar
    }
    self.widths = widths
  }

  /// Promises that a position is in the text, or directly after its end.
  func promiseInside(_ location: Location?, _ what: String) {
    guard let location else { return }
    promise(location.line >= 1 && location.column >= 1, "\(what) is before the text: \(location)")
    promise(location.line <= widths.count + 1, "\(what) is behind the text: \(location)")
    let width = location.line <= widths.count ? widths[location.line - 1] : 0
    promise(location.column <= width + 2, "\(what) is behind its line: \(location)")
  }
}
