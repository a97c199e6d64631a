import Environments
import Loading
import Processes
import Synchronization

/// The two output streams of one container, read at the same time.
final class LogSource: Sendable {
  private static let numbers = Atomic(0)

  let container: ContainerStatus
  private let number: Int
  private let output: Mutex<LogIntake>
  private let errors: Mutex<LogIntake>

  init(_ container: ContainerStatus, budget: LogIntake.Budget?) {
    self.container = container
    number = Self.numbers.wrappingAdd(2, ordering: .relaxed).newValue
    func intake(_ stream: LogLine.Stream) -> LogIntake {
      LogIntake(
        service: container.service, replica: container.number, stream: stream, budget: budget)
    }
    output = Mutex(intake(.output))
    errors = Mutex(intake(.errors))
  }

  /// Identifies the stream in a merge.
  func number(_ stream: OutputLine.Stream) -> Int { stream == .output ? number : number + 1 }

  func feed(_ bytes: [UInt8], of stream: OutputLine.Stream, at now: Int) -> LogBatch {
    bytes.withUnsafeBufferPointer { bytes in
      stream == .output
        ? output.withLock { $0.feed(bytes, at: now) } : errors.withLock { $0.feed(bytes, at: now) }
    }
  }

  func finish(_ stream: OutputLine.Stream) -> LogBatch {
    stream == .output ? output.withLock { $0.finish() } : errors.withLock { $0.finish() }
  }

  /// Prepares to resume; returns the time from which to read, `nil` when nothing was read yet. It is a little before the
  /// last line, because lines of the other stream may have been on their way.
  ///
  /// - Returns: nanoseconds since 1970.
  func beginAgain() -> Int? {
    let marks = [output.withLock { $0.mark }, errors.withLock { $0.mark }].compactMap { $0?.time }
    output.withLock { $0.beginAgain() }
    errors.withLock { $0.beginAgain() }
    return marks.max().map { max(0, Int($0.nanoseconds) - 2_000_000_000) }
  }
}
