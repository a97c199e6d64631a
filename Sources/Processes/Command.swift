/// A program to run: exact argv, exact environment, and limits on its time and its output.
///
/// Its description is the command line as an operator would type it. Environment and input are never printed, so
/// secrets are passed there and never in argv.
package struct Command: Hashable, Sendable, CustomStringConvertible {
  /// An absolute path, or a name to be found on the `PATH` of `environment`.
  package var executable: String
  package var arguments: [String]
  /// The child's whole environment; nothing is inherited.
  package var environment: [String: String]
  package var workingDirectory: String?
  /// What the program reads from standard input; `nil` is `/dev/null`.
  package var input: [UInt8]?
  /// The child is ended when it takes longer; `nil` for a command that runs until it ends or is cancelled.
  package var deadline: Duration?
  /// How long the child may take to end after SIGTERM before its whole group is killed.
  package var grace: Duration
  /// How many bytes of each stream are kept. The rest is read and dropped, and the result says so.
  package var outputBytesMax: Int
  /// The words to show in place of executable and arguments.
  package var shown: [String]?
  /// The kernel kills the child when this process ends, even by `kill -9`. For programs that only read: a program
  /// that changes something must not be interrupted halfway.
  package var endsWithUs = false
  /// The child's output stays open when this process is killed, so that the child goes on in place of dying of SIGPIPE.
  /// For programs that act. What nobody reads is kept in the pipe, up to 1 MiB; a child that writes more waits then.
  package var outlivesUs = false
  /// How much memory the child may have; it ends by itself when it needs more. `nil` for no limit.
  package var memoryBytesMax: Int?
  /// An open descriptor of this process that the child holds as its standard input, so that a lock on it lasts as long as
  /// the child. The child can read its file. Ignored together with `input`.
  package var heldDescriptor: Int32?

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

  /// Far more than Compose needs for a project that is worth reading, and less than any machine has.
  package static let askingMemoryBytesMax = 1 << 30

  /// The same command as a question, which changes nothing: it ends with this process and has a limit on its memory.
  package var asking: Command {
    var command = self
    command.endsWithUs = true
    command.memoryBytesMax = command.memoryBytesMax ?? Self.askingMemoryBytesMax
    return command
  }

  /// The command as an operator would type it into a POSIX shell.
  package var description: String {
    (shown ?? [executable] + arguments).map(shellQuoted).joined(separator: " ")
  }
}

extension Command: CustomReflectable {
  // Dumps and test failures print the mirror, which would otherwise contain environment and input.
  package var customMirror: Mirror { Mirror(self, children: ["command": description]) }
}

/// The result of a command. A non-zero exit code, a passed deadline and a cancellation are results, not errors.
package struct CommandResult: Hashable, Sendable {
  package enum Ending: Hashable, Sendable {
    case exited(code: Int)
    case signaled(Int)
    case deadlinePassed
    case cancelled
    /// The program could not be started; the reason, in words.
    case notStarted(String)
  }

  package var command: Command
  package var ending: Ending
  /// Standard output, up to the command's limit; invalid UTF-8 is replaced.
  package var output: String
  /// Standard error, up to the command's limit; invalid UTF-8 is replaced.
  package var errors: String
  /// The command wrote more than is kept.
  package var isOutputCut: Bool
  package var took: Duration

  package init(
    command: Command, ending: Ending, output: String = "", errors: String = "",
    isOutputCut: Bool = false, took: Duration = .zero
  ) {
    self.command = command
    self.ending = ending
    self.output = output
    self.errors = errors
    self.isOutputCut = isOutputCut
    self.took = took
  }

  package var isSuccess: Bool { ending == .exited(code: 0) }
}

/// One line of a command's output, without its line ending.
package struct OutputLine: Hashable, Sendable {
  package enum Stream: Hashable, Sendable { case output, errors }

  package var stream: Stream
  package var text: String

  package init(_ stream: Stream, _ text: String) {
    self.stream = stream
    self.text = text
  }
}

/// Quotes one word for a POSIX shell, where it needs quotes.
package func shellQuoted(_ word: String) -> String {
  guard word.isEmpty || !word.utf8.allSatisfy(isPlainInShell) else { return word }
  let parts = word.split(separator: "'", omittingEmptySubsequences: false)
  return "'" + parts.joined(separator: #"'\''"#) + "'"
}

private func isPlainInShell(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"):
    true
  default: "-_./:=,@%+".utf8.contains(byte)
  }
}
