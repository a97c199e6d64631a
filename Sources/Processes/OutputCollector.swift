import Synchronization

/// Keeps the first bytes of both streams while a command runs, so that a command that is ended early still has
/// output.
final class OutputCollector: Sendable {
  private struct Kept {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    var isCut = false
  }

  private let bytesMax: Int
  private let kept = Mutex(Kept())

  init(bytesMax: Int) { self.bytesMax = bytesMax }

  func keep(_ bytes: UnsafeRawBufferPointer, of stream: OutputLine.Stream) {
    kept.withLock { kept in
      let isCut =
        switch stream {
        case .output: append(bytes, to: &kept.output)
        case .errors: append(bytes, to: &kept.errors)
        }
      if isCut { kept.isCut = true }
    }
  }

  func result(of command: Command, ending: CommandResult.Ending, took: Duration) -> CommandResult {
    kept.withLock { kept in
      CommandResult(
        command: command, ending: ending, output: String(decoding: kept.output, as: UTF8.self),
        errors: String(decoding: kept.errors, as: UTF8.self), isOutputCut: kept.isCut, took: took)
    }
  }

  private func append(_ bytes: UnsafeRawBufferPointer, to kept: inout [UInt8]) -> Bool {
    let room = max(0, bytesMax - kept.count)
    kept.append(contentsOf: bytes.prefix(room))
    return bytes.count > room
  }
}
