import Processes

/// A docker program that relays the bytes of one connection to an engine without a local socket.
final class Relay: Sendable {
  private let program: Task<CommandResult, Never>

  /// Starts `docker … system dial-stdio` with its input and output on the given socket, and takes ownership of the
  /// socket.
  init(_ command: Command, at socket: Int32, runner: any CommandRunner) {
    // Not structured: the relay lives as long as its connection.
    program = Task { await runner.run(command, over: socket) }
  }

  func end() { program.cancel() }

  /// The result of the program after its connection broke. A program that is still running is terminated.
  func result(within patience: Duration) async -> CommandResult {
    let impatience = Task {
      try await Task.sleep(for: patience)
      program.cancel()
    }
    defer { impatience.cancel() }
    return await program.value
  }
}
