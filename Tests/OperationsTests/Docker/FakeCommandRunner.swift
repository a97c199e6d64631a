import Processes
import Synchronization
import Testing

/// Answers commands as it was told to; a command that nobody expected, and one that never came, fail the test.
final class FakeCommandRunner: CommandRunner {
  struct Reply: Sendable {
    /// The command's whole text; with `…` at its end, how it begins.
    var command: String
    var ending = CommandResult.Ending.exited(code: 0)
    var output = ""
    var errors = ""
    /// May come any number of times.
    var repeats = false
    /// Runs until it is cancelled.
    var hangs = false
  }

  private let replies: Mutex<[Reply]>
  private let commands = Mutex<[Command]>([])

  init(_ replies: [Reply]) { self.replies = Mutex(replies) }

  /// What was run, in order.
  var ran: [Command] { commands.withLock { $0 } }

  func run(
    _ command: Command, onLine: (@Sendable (OutputLine) -> Void)?
  ) async -> CommandResult {
    if "\(command)".hasSuffix(" info --format '{{.ID}} {{.SystemTime}}'"), !isExpected("\(command)")
    {
      // Who it is may be asked beside anything else.
      return CommandResult(
        command: command, ending: .exited(code: 0), output: "ENGI:NE 2026-11-23T00:00:00Z\n")
    }
    commands.withLock { $0.append(command) }
    guard let reply = take("\(command)") else {
      Issue.record("unexpected command: \(command)")
      return CommandResult(command: command, ending: .notStarted("unexpected"))
    }
    for line in reply.output.split(separator: "\n") { onLine?(OutputLine(.output, String(line))) }
    for line in reply.errors.split(separator: "\n") { onLine?(OutputLine(.errors, String(line))) }
    if reply.hangs {
      // Ends only by cancellation.
      try? await Task.sleep(for: .seconds(600))
      return CommandResult(command: command, ending: .cancelled)
    }
    return CommandResult(
      command: command, ending: reply.ending, output: reply.output, errors: reply.errors)
  }

  /// Fails the test for every reply that nobody asked for.
  func expectAllRan() {
    for reply in replies.withLock({ $0 }) where !reply.repeats {
      Issue.record("command did not come: \(reply.command)")
    }
  }

  private func isExpected(_ text: String) -> Bool {
    replies.withLock { $0.contains { $0.command == text } }
  }

  private func take(_ text: String) -> Reply? {
    replies.withLock { replies in
      let index = replies.firstIndex { reply in
        reply.command.hasSuffix("…")
          ? text.hasPrefix(reply.command.dropLast()) : reply.command == text
      }
      guard let index else { return nil }
      return replies[index].repeats ? replies[index] : replies.remove(at: index)
    }
  }
}
