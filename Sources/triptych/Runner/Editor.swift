/// The operator's editor, which borrows the terminal.
enum Editor {
  /// The words that open a file at a line with `$VISUAL`, `$EDITOR` or `vi`. `+LINE` is what vi, vim, nano, emacs, micro
  /// and their kin take. The variable is a shell's word list by convention; the path is handed over apart from it.
  static func words(for path: String, line: Int, environment: [String: String]) -> [String] {
    let editor = environment["VISUAL"] ?? environment["EDITOR"] ?? "vi"
    return ["/bin/sh", "-c", "exec \(editor) \"$@\"", "triptych", "+\(line)", path]
  }
}
