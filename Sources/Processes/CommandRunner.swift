/// Runs commands. All of triptych starts its programs through this protocol, and tests replace it.
package protocol CommandRunner: Sendable {
  /// Runs the command to its end. Cancelling the task ends the child's whole process group.
  ///
  /// - Parameter onLine: called for each line as it arrives; it may be called for both streams at the same time.
  func run(
    _ command: Command, onLine: (@Sendable (OutputLine) -> Void)?
  ) async -> CommandResult

  /// Runs the command to its end with an open socket as its standard input and output. The runner takes over the
  /// socket and closes it; the result holds the command's standard error. Cancelling the task ends the child's
  /// whole process group.
  func run(_ command: Command, over socket: Int32) async -> CommandResult
}

extension CommandRunner {
  /// Runs the command to its end.
  package func run(_ command: Command) async -> CommandResult {
    await run(command, onLine: nil)
  }
}

/// Runs real programs, each in a session of its own, so that its whole process group can be ended and no program can
/// prompt on our terminal.
package struct SubprocessRunner: CommandRunner {
  private let groups = ProcessGroups()

  package init() {}

  /// Kills every command that this runner runs or is asked to run later. Each of them ends as cancelled.
  package func abandon() { groups.abandon() }

  package func run(
    _ command: Command, onLine: (@Sendable (OutputLine) -> Void)?
  ) async -> CommandResult {
    let collector = OutputCollector(bytesMax: command.outputBytesMax)
    return await result(of: command, collector) {
      await execute(command, in: groups) { stream, bytes in
        try await collect(bytes, stream, collector, onLine)
      }
    }
  }

  package func run(_ command: Command, over socket: Int32) async -> CommandResult {
    let collector = OutputCollector(bytesMax: command.outputBytesMax)
    return await result(of: command, collector) {
      await execute(command, over: socket, in: groups) { stream, bytes in
        try await collect(bytes, stream, collector, nil)
      }
    }
  }

  private func result(
    of command: Command, _ collector: OutputCollector,
    _ execute: @escaping @Sendable () async -> CommandResult.Ending
  ) async -> CommandResult {
    let clock = ContinuousClock()
    let start = clock.now
    let ending = await withTaskGroup(of: CommandResult.Ending?.self) { group in
      group.addTask { await execute() }
      if let deadline = command.deadline {
        group.addTask {
          // `sleep` throws only when the command has ended or the caller cancelled: the deadline did not pass.
          guard (try? await Task.sleep(for: deadline, clock: clock)) != nil else { return nil }
          return .deadlinePassed
        }
      }
      return await firstEnding(of: &group)
    }
    return collector.result(of: command, ending: ending, took: start.duration(to: clock.now))
  }
}

/// Returns the ending that comes first, once the child has been torn down.
private func firstEnding(
  of group: inout TaskGroup<CommandResult.Ending?>
) async -> CommandResult.Ending {
  var ending: CommandResult.Ending?
  while let next = await group.next() {
    guard let next else { continue }
    ending = ending ?? next
    group.cancelAll()
  }
  return ending ?? .cancelled
}
