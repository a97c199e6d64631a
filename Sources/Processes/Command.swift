/// A program to run: exact argv, exact environment, and limits on its time and its output.
///
/// Its text is what one would type. Environment and input never show, so secrets travel there and never in argv.
package struct Command: Hashable, Sendable, CustomStringConvertible {
  /// An absolute path, or a name to be found on the `PATH` of `environment`.
  package var executable: String
  package var arguments: [String]
  /// All of the child's environment; nothing is inherited.
  package var environment: [String: String]
  package var workingDirectory: String?
  /// What the program reads; null is `/dev/null`.
  package var input: [UInt8]?
  /// The child is torn down when it takes longer; `nil` means that somebody cancels it.
  package var deadline: Duration?
  /// How long the child may take to obey SIGTERM before its whole group is killed.
  package var grace: Duration
  /// Bytes kept of each stream; the rest is read and dropped, and the result says so.
  package var outputBytesMax: Int
  /// What to show in place of executable and arguments.
  package var shown: [String]?
  /// The kernel kills the child when this program ends in whatever way, kill -9 included. For programs that only ask:
  /// what changes something must not be cut off in the middle.
  package var endsWithUs = false

  package init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:],
    workingDirectory: String? = nil, input: [UInt8]? = nil, deadline: Duration? = .seconds(10),
    grace: Duration = .seconds(2), outputBytesMax: Int = 1 << 20, shown: [String]? = nil
  ) {
    self.executable = executable
    self.arguments = arguments
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.input = input
    self.deadline = deadline
    self.grace = grace
    self.outputBytesMax = outputBytesMax
    self.shown = shown
  }

  /// The command as one would type it into a POSIX shell.
  package var description: String {
    (shown ?? [executable] + arguments).map(shellQuoted).joined(separator: " ")
  }
}

extension Command: CustomReflectable {
  // Dumps and test failures print mirrors: they would spill environment and input.
  package var customMirror: Mirror { Mirror(self, children: ["command": description]) }
}
