import Processes

/// A docker program that carries the bytes of one connection to an engine that has no socket here.
final class Relay: Sendable {
  private let program: Task<CommandResult, Never>

  /// Starts `docker … system dial-stdio` with its input and output at the other end of a socket, which it takes over.
  init(_ command: Command, at socket: Int32, runner: any CommandRunner) {
    // Not structured: it lives as long as its connection.
    program = Task { await runner.run(command, over: socket) }
  }

  func end() { program.cancel() }

  /// How it ended, with its words: asked when its connection has broken. One that still runs is ended.
  func result(within patience: Duration) async -> CommandResult {
    let impatience = Task {
      try await Task.sleep(for: patience)
      program.cancel()
    }
    defer { impatience.cancel() }
    return await program.value
  }
}
