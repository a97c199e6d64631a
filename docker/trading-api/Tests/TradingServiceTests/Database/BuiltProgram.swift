import Foundation
import Synchronization
import Testing

/// The built program, run as an operator or an engine would.
struct BuiltProgram {
  var status: Int32
  var output: String
  var error: String

  /// Runs it to its end.
  static func run(_ arguments: String...) async throws -> BuiltProgram {
    let (process, output, error) = (try make(arguments), Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    let end = try end(of: process)
    // Few lines each, so neither pipe can fill while the other is read.
    let (out, err) = (
      try output.fileHandleForReading.readToEnd() ?? Data(),
      try error.fileHandleForReading.readToEnd() ?? Data()
    )
    return BuiltProgram(
      status: await end.value, output: String(decoding: out, as: UTF8.self),
      error: String(decoding: err, as: UTF8.self))
  }

  /// Lets it serve until `stop` is called with a signal.
  static func serve(_ arguments: [String]) throws -> Server {
    let process = try make(["serve"] + arguments)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return Server(end: try end(of: process), identifier: process.processIdentifier)
  }

  struct Server: Sendable {
    fileprivate var end: Task<Int32, Never>
    fileprivate var identifier: Int32

    /// Sends the signal and waits for the end.
    @discardableResult
    func stop(_ signal: Int32) async -> Int32 {
      kill(identifier, signal)
      return await end.value
    }
  }

  private static func make(_ arguments: [String]) throws -> Process {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tests).deletingLastPathComponent()
      .appendingPathComponent("trading-api")
    process.arguments = arguments
    process.environment = ["SWIFT_BACKTRACE": "enable=no"]
    process.standardInput = FileHandle.nullDevice
    return process
  }

  private static func end(of process: Process) throws -> Task<Int32, Never> {
    let (ends, end) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = {
      end.yield($0.terminationStatus)
      end.finish()
    }
    try process.run()
    return Task { await ends.first { _ in true } ?? -1 }
  }
}
