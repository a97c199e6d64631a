/// The operator's editor, which borrows the terminal.
enum Editor {
  /// The words that open a file at a line with `$VISUAL`, `$EDITOR` or `vi`. The variable is a shell's word list by
  /// convention; the path is passed as a separate argument.
  static func words(for path: String, line: Int, environment: [String: String]) -> [String] {
    let editor = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self)
      .first { !$0.allSatisfy(\.isWhitespace) }
    let command = editor ?? "vi"
    return ["/bin/sh", "-c", "exec \(command) \"$@\"", "triptych"]
      + place(path, line, editor: name(of: command))
  }

  /// The arguments for the file and the line. vi, vim, nvim, nano, emacs, micro, kakoune and similar editors take
  /// `+LINE`.
  private static func place(_ path: String, _ line: Int, editor: String) -> [String] {
    switch editor {
    case "hx", "helix", "subl", "zed": ["\(path):\(line)"]
    // Without `--wait` the editor would return at once.
    case "code", "code-insiders", "codium", "cursor": ["--wait", "--goto", "\(path):\(line)"]
    default: ["+\(line)", path]
    }
  }

  private static func name(of command: String) -> String {
    let first = command.split(whereSeparator: \.isWhitespace).first ?? ""
    return first.split(separator: "/").last.map(String.init) ?? ""
  }
}
