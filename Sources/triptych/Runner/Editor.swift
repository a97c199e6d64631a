import Glibc

/// The operator's editor, which borrows the terminal.
enum Editor {
  /// The words that open a file at a line with `$VISUAL`, `$EDITOR` or `vi`. The variable is a shell's word list by
  /// convention; the path is passed as a separate argument.
  static func words(for path: String, line: Int, environment: [String: String]) -> [String] {
    let command = choice(environment).command
    return ["/bin/sh", "-c", "exec \(command) \"$@\"", "triptych"]
      + place(path, line, editor: name(of: command))
  }

  /// Why the editor did not end well, and how to choose another; `nil` when it did.
  ///
  /// - Parameter status: its exit code, or 128 plus the signal that ended it; `nil` when the shell that starts it could
  ///   not be started.
  static func problem(_ status: Int?, environment: [String: String]) -> String? {
    if status == 0 { return nil }
    let (command, variable) = choice(environment)
    let program = program(of: command)
    let editor =
      "The editor \(program)" + (variable.map { " of \($0)" } ?? ", since EDITOR is not set,")
    let other = " (export EDITOR=nano, or another)"
    switch status {
    case nil: return "\(editor) needs /bin/sh, which could not be started"
    case 126?, 127?: return "\(editor) \(cause(program, environment))\(other)"
    case let status? where status > 128: return "\(editor) was ended by signal \(status - 128)"
    case let status?: return "\(editor) ended with exit code \(status)"
    }
  }

  /// Why the shell could not start a program.
  private static func cause(_ program: String, _ environment: [String: String]) -> String {
    let folders = (environment["PATH"] ?? "").split(separator: ":")
    let places = program.contains("/") ? [program] : folders.map { "\($0)/\(program)" }
    guard let place = places.first(where: { access($0, F_OK) == 0 }) else {
      return program.contains("/") ? "does not exist" : "is not on PATH"
    }
    var information = stat()
    if stat(place, &information) == 0, information.st_mode & S_IFMT == S_IFDIR {
      return "is a folder"
    }
    if access(place, X_OK) != 0 { return "is not executable" }
    return "could not be started; does its interpreter exist?"
  }

  /// The command, and the variable that names it.
  private static func choice(
    _ environment: [String: String]
  ) -> (command: String, variable: String?) {
    for variable in ["VISUAL", "EDITOR"] {
      if let command = environment[variable], !command.allSatisfy(\.isWhitespace) {
        return (command, variable)
      }
    }
    return ("vi", nil)
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

  private static func program(of command: String) -> String {
    command.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
  }

  private static func name(of command: String) -> String {
    program(of: command).split(separator: "/").last.map(String.init) ?? ""
  }
}
