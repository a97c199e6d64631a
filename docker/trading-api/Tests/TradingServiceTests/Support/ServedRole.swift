import Foundation
import TradingService

/// The built program, serving a role for one test on a loopback address of its own.
struct ServedRole {
  let folder: TemporaryFolder
  let host = "127.\(Int.random(in: 1...254)).\(Int.random(in: 1...254)).\(Int.random(in: 1...254))"
  private let program: Program

  /// `change` edits the text of the configuration, in which HOST and FOLDER are filled in.
  init(_ role: Role, change: (String) -> String = { $0 }) throws {
    folder = try TemporaryFolder()
    try Self.write(change, to: folder, host)
    program = try Program(
      ["serve", "--role", role.rawValue, "--config", "\(folder.path)/config.json"])
  }

  func write(_ change: (String) -> String) throws { try Self.write(change, to: folder, host) }

  func target(port: Int) throws -> Target {
    Target(host: host, port: port, configuration: try Sample.configuration())
  }

  /// Waits until the role answers.
  func untilLive(port: Int) async throws {
    let target = try target(port: port)
    for _ in 0..<1_000 where program.isRunning {
      if (try? await target.ask("/health/live"))?.status == 200 { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw SampleError()
  }

  func signal(_ number: Int32) { program.signal(number) }

  /// Waits for its end, and returns its exit code and all that it has written.
  func end() async throws -> (code: Int32, output: String) {
    let end = try await program.end()
    return (end.status, end.output + end.error)
  }

  /// Ends it if nothing else has.
  func kill() {
    if program.isRunning { signal(SIGKILL) }
  }

  private static func write(
    _ change: (String) -> String, to folder: TemporaryFolder, _ host: String
  ) throws {
    let text = change(
      Sample.document.replacing(
        "\"api\": {",
        with: #"""
          "metrics": {"bind": "HOST:9464"},
          "database": {"path": "FOLDER/data/trading.db", "backups": {"directory": "FOLDER/backups"}},
          "api": {
          """#))
    try folder.write(
      text.replacing("0.0.0.0", with: host).replacing("HOST", with: host)
        .replacing("FOLDER", with: folder.path), to: "config.json")
  }
}
