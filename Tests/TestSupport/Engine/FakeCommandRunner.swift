import Glibc
import Processes
import Synchronization
import Testing

/// Answers commands with given replies. An unexpected command and an unused reply fail the test.
package final class FakeCommandRunner: CommandRunner {
  package struct Reply: Sendable {
    /// The command's text, or its beginning followed by `…`.
    package var command: String
    package var ending = CommandResult.Ending.exited(code: 0)
    package var output = ""
    package var errors = ""
    /// Whether the command may run any number of times.
    package var repeats = false
    /// Runs until it is cancelled.
    package var hangs = false
    /// The engine to which the command relays the bytes of its socket.
    package var engine: FakeEngine?
    /// The effect of the command.
    package var effect: @Sendable () -> Void = {}

    package init(
      command: String, ending: CommandResult.Ending = .exited(code: 0), output: String = "",
      errors: String = "", repeats: Bool = false, hangs: Bool = false, engine: FakeEngine? = nil,
      effect: @escaping @Sendable () -> Void = {}
    ) {
      self.command = command
      self.ending = ending
      self.output = output
      self.errors = errors
      self.repeats = repeats
      self.hangs = hangs
      self.engine = engine
      self.effect = effect
    }

    /// Docker's reply about the address of the context `far`.
    package static func far(leadingTo address: String = "ssh://ops@far") -> Reply {
      Reply(
        command: "/usr/bin/docker context inspect --format '{{json .}}' far",
        output: #"{"Name":"far","Endpoints":{"docker":{"Host":"\#(address)"}},"TLSMaterial":{}}"#)
    }
  }

  private let replies: Mutex<[Reply]>
  private let commands = Mutex<[Command]>([])

  package init(_ replies: [Reply]) { self.replies = Mutex(replies) }

  /// Adds a reply that is looked for after all others.
  package func add(_ reply: Reply) { replies.withLock { $0.append(reply) } }

  /// The commands that were run, in order.
  package var ran: [Command] { commands.withLock { $0 } }

  package func run(
    _ command: Command, onLine: (@Sendable (OutputLine) -> Void)?
  ) async -> CommandResult {
    guard let reply = take(command) else { return unexpected(command) }
    reply.effect()
    for line in reply.output.split(separator: "\n") { onLine?(OutputLine(.output, String(line))) }
    for line in reply.errors.split(separator: "\n") { onLine?(OutputLine(.errors, String(line))) }
    return await end(command, reply)
  }

  package func run(_ command: Command, over socket: Int32) async -> CommandResult {
    guard let reply = take(command) else {
      close(socket)
      return unexpected(command)
    }
    reply.effect()
    guard let engine = reply.engine else {
      defer { close(socket) }
      return await end(command, reply)
    }
    // Like the real program, it ends with its connection or by cancellation.
    await engine.serve(socket)
    return CommandResult(
      command: command, ending: Task.isCancelled ? .cancelled : reply.ending, errors: reply.errors)
  }

  /// Fails the test for every unused reply.
  package func expectAllRan() {
    for reply in replies.withLock({ $0 }) where !reply.repeats {
      Issue.record("command did not come: \(reply.command)")
    }
  }

  private func end(_ command: Command, _ reply: Reply) async -> CommandResult {
    if reply.hangs {
      // Ends only by cancellation.
      try? await Task.sleep(for: .seconds(600))
      return CommandResult(command: command, ending: .cancelled)
    }
    return CommandResult(
      command: command, ending: reply.ending, output: reply.output, errors: reply.errors)
  }

  private func unexpected(_ command: Command) -> CommandResult {
    Issue.record("unexpected command: \(command)")
    return CommandResult(command: command, ending: .notStarted("unexpected"))
  }

  private func take(_ command: Command) -> Reply? {
    commands.withLock { $0.append(command) }
    let text = withoutRevision("\(command)")
    return replies.withLock { replies in
      let index = replies.firstIndex { reply in
        let wanted = withoutRevision(reply.command)
        return wanted.hasSuffix("…") ? text.hasPrefix(wanted.dropLast()) : wanted == text
      }
      guard let index else { return nil }
      return replies[index].repeats ? replies[index] : replies.remove(at: index)
    }
  }
}

/// The command with no name for a rendered revision, which depends on the key of the checkout.
private func withoutRevision(_ command: String) -> String {
  command.replacing(/(\.triptych\/run\/[^\/ ]+)\/[0-9a-f]{12}\//) { "\($0.1)/REVISION/" }
}
