import Glibc

/// The words that start a command, bound to our own life where that is wanted.
///
/// swift-subprocess offers no hook between fork and exec on Linux, so util-linux's `setpriv` sets PR_SET_PDEATHSIG and
/// becomes the program. The signal follows the thread that started the child: swift-subprocess has one for all, which
/// lives as long as the process. Where there is no `setpriv`, a child that is left behind ends with its next output.
func bound(_ command: Command) -> [String] {
  let argv = [command.executable] + command.arguments
  // What cannot be started is told by name; setpriv would tell of it in its own words.
  guard command.endsWithUs, let setpriv, command.executable.contains("/"),
    access(command.executable, X_OK) == 0
  else { return argv }
  return [setpriv, "--pdeathsig", "KILL", "--"] + argv
}

private let setpriv: String? = ["/usr/bin/setpriv", "/bin/setpriv"].first { access($0, X_OK) == 0 }
