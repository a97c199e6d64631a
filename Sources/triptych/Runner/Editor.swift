import FoundationEssentials
import Glibc

/// The operator's editor, which borrows the terminal.
enum Editor {
  /// Opens a file at a line with `$VISUAL`, `$EDITOR` or `vi`, and waits for it. `+LINE` is what vi, vim, nano, emacs,
  /// micro, less and their kin take.
  static func open(_ path: String, line: Int) -> Bool {
    let variables = ProcessInfo.processInfo.environment
    let editor = variables["VISUAL"] ?? variables["EDITOR"] ?? "vi"
    // The variable is a shell's word list by convention; the path is handed over apart from it.
    let words = ["/bin/sh", "-c", "exec \(editor) \"$@\"", "triptych", "+\(line)", path]
    return run(words) == 0
  }

  /// Runs a program on our terminal and returns its status, -1 when it could not start.
  private static func run(_ words: [String]) -> Int32 {
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    defer { for argument in arguments { free(argument) } }
    arguments.append(nil)
    var child = pid_t()
    guard posix_spawn(&child, words[0], nil, nil, arguments, environ) == 0 else { return -1 }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { return -1 }
    }
    return status
  }
}
