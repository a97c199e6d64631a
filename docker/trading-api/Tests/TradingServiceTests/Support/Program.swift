import Foundation

/// A built program, run as an operator or an engine would.
struct Program: Sendable {
  struct End: Sendable {
    /// Negative when a signal has ended it.
    var status: Int32
    var output: String
    var error: String
  }

  /// Where it writes to: a pipe that nobody reads would stop it.
  private let folder: TemporaryFolder
  private let identifier: Int32
  private let status: Task<Int32, Never>

  /// Starts it.
  init(_ arguments: [String], name: String = "trading-api") throws {
    folder = try TemporaryFolder()
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    process.executableURL = URL(filePath: tests).deletingLastPathComponent()
      .appending(path: name)
    process.arguments = arguments
    process.environment = ["SWIFT_BACKTRACE": "enable=no"]
    process.standardInput = FileHandle.nullDevice
    for name in ["output", "error"] { try folder.write("", to: name) }
    process.standardOutput = FileHandle(forWritingAtPath: "\(folder.path)/output")
    process.standardError = FileHandle(forWritingAtPath: "\(folder.path)/error")
    let (ends, end) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = {
      end.yield($0.terminationReason == .exit ? $0.terminationStatus : -$0.terminationStatus)
      end.finish()
    }
    try process.run()
    identifier = process.processIdentifier
    status = Task { await ends.first { _ in true } ?? -1 }
  }

  /// Runs it to its end.
  static func run(_ arguments: String...) async throws -> End {
    try await Program(arguments).end()
  }

  var isRunning: Bool { kill(identifier, 0) == 0 }

  func signal(_ number: Int32) { kill(identifier, number) }

  /// Waits for its end.
  func end() async throws -> End {
    let status = await status.value
    return End(
      status: status, output: try folder.text(of: "output"), error: try folder.text(of: "error"))
  }
}
