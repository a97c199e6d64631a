import Glibc

/// Writes whole lines to standard output and error, controls made visible: what triptych prints may come from outside.
enum StandardStreams {
  static func output(_ text: String) { write(visible(text) + "\n", to: STDOUT_FILENO) }

  static func error(_ text: String) { write(visible(text) + "\n", to: STDERR_FILENO) }

  /// Leaves the cursor behind the question.
  static func prompt(_ text: String) { write(visible(text), to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    let bytes = Array(text.utf8)
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return
      }
      rest = rest.dropFirst(written)
    }
  }

  /// Newlines and tabs stay; other controls read `^[` or `\u{9b}`, so that no terminal obeys them.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if !isControl(scalar) {
        result.append(scalar)
      } else if scalar.value < 0x80 {
        result.append(contentsOf: ["^", Unicode.Scalar(UInt8(scalar.value ^ 0x40))])
      } else {
        result.append("\u{fffd}")
      }
    }
    return String(result)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    return (value < 0x20 && value != 0x0a && value != 0x09) || (0x7f...0x9f).contains(value)
  }
}
