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
