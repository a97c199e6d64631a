import Environments
import Foundation

@testable import Operations

/// A checkout for launches, removed when the test that owns it ends.
final class LaunchCheckout: Sendable {
  let root: String

  init() {
    root = NSTemporaryDirectory() + "launch-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func workspace() throws -> Workspace { try Workspace(root: root) }

  func launcher(_ runner: FakeCommandRunner, buildMinutes: Int? = nil) throws -> Launcher {
    Launcher(
      docker: docker(runner), workspace: try workspace(), user: "tester",
      buildMinutes: buildMinutes
    ) { _ in nil }
  }

  func write(_ text: String, to path: String) throws {
    try text.write(toFile: "\(root)/\(path)", atomically: true, encoding: .utf8)
  }

  func activity() throws -> [ActivityEntry] {
    try String(contentsOfFile: root + "/.triptych/activity.jsonl", encoding: .utf8)
      .split(separator: "\n")
      .map { try JSONDecoder().decode(ActivityEntry.self, from: Data($0.utf8)) }
  }

  /// Puts a folder where the record belongs.
  func blockActivity() throws {
    _ = try workspace().state()
    try FileManager.default.createDirectory(
      atPath: root + "/.triptych/activity.jsonl", withIntermediateDirectories: false)
  }
}
