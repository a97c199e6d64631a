/// The one door through which programs are started, and the one seam that tests replace.
package protocol CommandRunner: Sendable {
  /// Runs the command to its end. Cancelling the task tears the child's whole process group down.
  ///
  /// - Parameter onLine: called for each line as it comes; lines of the two streams may come at the same time.
  func run(
    _ command: Command, onLine: (@Sendable (OutputLine) -> Void)?
  ) async -> CommandResult

  /// Runs the command to its end and hands its output over as it comes, of which nothing is kept. A program that
  /// writes faster than `onBytes` returns has to wait. Cancelling tears the child's whole process group down.
  func stream(
    _ command: Command, onBytes: @escaping @Sendable (OutputLine.Stream, [UInt8]) async -> Void
  ) async -> CommandResult

  /// Runs the command to its end with an open socket as its standard input and output, which it takes over; the result
  /// holds what it wrote to standard error. Cancelling tears the child's whole process group down.
  func run(_ command: Command, over socket: Int32) async -> CommandResult
}

extension CommandRunner {
  /// Line by line, for runners that know no better.
  package func stream(
    _ command: Command, onBytes: @escaping @Sendable (OutputLine.Stream, [UInt8]) async -> Void
  ) async -> CommandResult {
    let (lines, continuation) = AsyncStream.makeStream(of: OutputLine.self)
    async let handing: Void = {
      for await line in lines { await onBytes(line.stream, Array((line.text + "\n").utf8)) }
    }()
    let result = await run(command) { continuation.yield($0) }
    continuation.finish()
    await handing
    return result
  }

  /// Runs the command to its end.
  package func run(_ command: Command) async -> CommandResult {
    await run(command, onLine: nil)
  }
}

/// Runs real programs, each in a session of its own, so that its whole process group can be ended and nothing can
/// prompt on our terminal.
package struct SubprocessRunner: CommandRunner {
  private let groups = ProcessGroups()

  package init() {}

  /// Kills whatever this runner runs, now and from now on: nobody waits any longer. Each command ends as cancelled.
  package func abandon() { groups.abandon() }

  package func run(
    _ command: Command, onLine: (@Sendable (OutputLine) -> Void)?
  ) async -> CommandResult {
    let collector = OutputCollector(bytesMax: command.outputBytesMax)
    return await run(command, collector) { stream, bytes in
      try await collect(bytes, stream, collector, onLine)
    }
  }

  package func run(_ command: Command, over socket: Int32) async -> CommandResult {
    let collector = OutputCollector(bytesMax: command.outputBytesMax)
    return await ending(of: command, collector) {
      await execute(command, over: socket, in: groups) { stream, bytes in
        try await collect(bytes, stream, collector, nil)
      }
    }
  }

  package func stream(
    _ command: Command, onBytes: @escaping @Sendable (OutputLine.Stream, [UInt8]) async -> Void
  ) async -> CommandResult {
    await run(command, OutputCollector(bytesMax: 0)) { stream, buffers in
      for try await buffer in buffers {
        await onBytes(stream, buffer.withUnsafeBytes { Array($0) })
      }
    }
  }

  private func run(
    _ command: Command, _ collector: OutputCollector, drain: @escaping Drain
  ) async -> CommandResult {
    await ending(of: command, collector) { await execute(command, in: groups, drain: drain) }
  }

  private func ending(
    of command: Command, _ collector: OutputCollector,
    _ execute: @escaping @Sendable () async -> CommandResult.Ending
  ) async -> CommandResult {
    let clock = ContinuousClock()
    let start = clock.now
    let ending = await withTaskGroup(of: CommandResult.Ending?.self) { group in
      group.addTask { await execute() }
      if let deadline = command.deadline {
        group.addTask {
          // Sleep fails only when the command is done or the caller cancelled: no deadline has passed then.
          guard (try? await Task.sleep(for: deadline, clock: clock)) != nil else { return nil }
          return .deadlinePassed
        }
      }
      return await firstEnding(of: &group)
    }
    return collector.result(of: command, ending: ending, took: start.duration(to: clock.now))
  }
}

/// The deadline's word counts when it comes first; the child is torn down before anybody goes on.
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
