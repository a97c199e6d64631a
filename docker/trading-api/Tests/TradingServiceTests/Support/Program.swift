import Foundation
import Synchronization
import TradingService

/// The built program, running for one test on a loopback address of its own.
struct Program {
  let folder: URL
  let process = Process()
  let output = Pipe()
  let host = "127.\(Int.random(in: 1...254)).\(Int.random(in: 1...254)).\(Int.random(in: 1...254))"

  var configuration: URL { folder.appending(path: "config.json") }

  /// Starts `serve --role ROLE`. `change` edits the text of the configuration, in which HOST and FOLDER
  /// have been filled in.
  init(role: Role, change: (String) -> String = { $0 }) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "trading-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try write(change)
    process.executableURL = URL(filePath: CommandLine.arguments[0])
      .deletingLastPathComponent().appending(path: "trading-api")
    process.arguments = ["serve", "--role", role.rawValue, "--config", configuration.path]
    process.standardOutput = output
    process.standardError = output
    try process.run()
  }

  func write(_ change: (String) -> String) throws {
    let text = change(
      Sample.document.replacing(
        "\"api\": {",
        with: #"""
          "metrics": {"bind": "HOST:9464"},
          "database": {"path": "FOLDER/data/trading.db", "backups": {"directory": "FOLDER/backups"}},
          "api": {
          """#))
    try Data(
      text.replacing("0.0.0.0", with: host).replacing("HOST", with: host)
        .replacing("FOLDER", with: folder.path).utf8
    ).write(to: configuration)
  }

  func target(port: Int) throws -> Target {
    Target(host: host, port: port, configuration: try Sample.configuration())
  }

  /// Waits until the role answers.
  func untilLive(port: Int) async throws {
    let target = try target(port: port)
    for _ in 0..<1_000 where process.isRunning {
      if (try? await target.ask("/health/live"))?.status == 200 { return }
      try await Task.sleep(for: .milliseconds(10))
    }
    throw SampleError()
  }

  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Waits for its end, and returns its exit code and what it has written.
  func end() -> (code: Int32, output: String) {
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationReason == .exit ? process.terminationStatus : -1, text)
  }

  func remove() {
    if process.isRunning { signal(SIGKILL) }
    try? FileManager.default.removeItem(at: folder)
  }
}
