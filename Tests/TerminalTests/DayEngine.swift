import FoundationEssentials
import Glibc
import TestSupport

/// An engine whose events and logs the test writes as fast as they are read, so that a day fits into seconds.
final class DayEngine {
  enum Stream: String {
    case events, logs
  }

  let engine = FakeEngine()

  init() throws {
    let plugins = engine.folder + "/cli-plugins"
    try FileManager.default.createDirectory(atPath: plugins, withIntermediateDirectories: true)
    let path = plugins + "/docker-compose"
    try Data("#!/bin/sh\nexit 1\n".utf8).write(to: URL(filePath: path))
    chmod(path, 0o755)
    setState("running")
  }

  /// The variables with which the program finds this engine, and no others.
  var environment: [String: String] {
    [
      "PATH": "/usr/bin:/bin", "DOCKER_CONFIG": engine.folder, "HOME": engine.folder,
      "TMPDIR": engine.folder, "DOCKER_HOST": engine.address,
    ]
  }

  /// The state of its one container, `api` of dev.
  func setState(_ state: String) {
    engine.set { engine in
      engine.containers = [
        FakeContainer(Self.container) {
          $0.state = state
          $0.exitCode = 3
        }
      ]
    }
  }

  /// Writes as much as the reader accepts now. Returns the number of bytes.
  func write(_ bytes: ArraySlice<UInt8>, to stream: Stream) -> Int {
    engine.offer(bytes, log: stream == .logs ? Self.container : nil)
  }

  static let container = String(repeating: "ab", count: 32)

  /// An event as the engine sends it.
  static func event(_ number: Int) -> String {
    let actions = ["start", "die", "health_status: healthy", "kill", "create", "destroy"]
    let time = Int(time(nil))
    return #"{"status":"x","id":"\#(container)","from":"image:1","Type":"container","#
      + #""Action":"\#(actions[number % actions.count])","Actor":{"ID":"\#(container)","Attributes":"#
      + #"{"com.docker.compose.project":"trading-dev","com.docker.compose.service":"api","number":"\#(number)"}},"#
      + #""scope":"local","time":\#(time),"timeNano":\#(time)000000000}"# + "\n"
  }

  /// A line of a log as the engine sends it.
  static func logLine(_ text: String) -> String { "2026-11-25T12:00:00.000000001Z INFO \(text)\n" }
}
