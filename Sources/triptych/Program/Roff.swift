/// Text as a line of a manual page: nothing in it is a request or an escape.
enum Roff {
  static func text(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .replacing("`", with: "")
    return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
  }

  /// As an argument of a request: quotes and what reads as a request itself are hidden.
  static func argument(_ text: String) -> String {
    "\"" + Self.text(text).replacing("\"", with: "\\(dq") + "\""
  }

  /// One line a sentence, as manual pages are written.
  static func paragraph(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " ")
      .replacing(". ", with: ".\n").split(separator: "\n").map { Roff.text(String($0)) }
      .joined(separator: "\n")
  }

  /// A list of names with what they mean, such as exit codes.
  static func list(_ entries: [(name: String, meaning: String)], width: String) -> [String] {
    [".Bl -tag -width \(width)"]
      + entries.flatMap { [".It \(argument($0.name))", paragraph($0.meaning)] } + [".El"]
  }
}
