import Environments
import Foundation
import TestSupport

@testable import Operations

/// A checkout for launches and the engine they go to, removed when the test that owns it ends.
final class LaunchCheckout: Sendable {
  let root: String
  let engine = FakeEngine()

  init() {
    root = NSTemporaryDirectory() + "launch-\(UUID().uuidString)"
    try? FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    // An environment that was launched before: every call of Compose names the rendered file.
    _ = try? workspace().render(environment(), user: "tester")
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func workspace() throws -> Workspace { try Workspace(root: root) }

  func launcher(
    _ runner: FakeCommandRunner, buildMinutes: Int? = nil, deadline: Duration? = nil,
    declared: @escaping Launcher.Redeclaration = { $0 }
  ) throws -> Launcher {
    // Every plan begins with Compose's model.
    runner.add(.init(command: model, output: #"{"name":"trading-dev"}"#, repeats: true))
    return Launcher(
      docker: docker(runner, on: engine, deadline: deadline), workspace: try workspace(),
      user: "tester", buildMinutes: buildMinutes, declared: declared)
  }

  /// A container of dev that this checkout started.
  func container(
    _ id: String = "a1", _ change: (inout FakeContainer) -> Void = { _ in }
  ) -> FakeContainer {
    FakeContainer(id) {
      $0.workingDirectory = root + "/docker"
      change(&$0)
    }
  }

  func write(_ text: String, to path: String) throws {
    try text.write(toFile: "\(root)/\(path)", atomically: true, encoding: .utf8)
  }

  /// Every file and folder of the checkout, relative to its root.
  func paths() -> [String] {
    FileManager.default.subpaths(atPath: root)?.sorted() ?? []
  }

  func activity() throws -> [ActivityEntry] {
    try String(contentsOfFile: root + "/.triptych/activity.jsonl", encoding: .utf8)
      .split(separator: "\n")
      .map { line in
        guard let json = JSONValue(json: Array(line.utf8)) else { throw JSONMismatch() }
        return try ActivityEntry(json)
      }
  }

  /// Puts a folder where the record belongs.
  func blockActivity() throws {
    _ = try workspace().state()
    try FileManager.default.createDirectory(
      atPath: root + "/.triptych/activity.jsonl", withIntermediateDirectories: false)
  }
}

extension LaunchCheckout {
  /// How Compose is called for dev; a verb follows.
  var compose: String {
    engine.docker
      + " compose -p trading-dev -f docker/docker-compose.dev.yml --env-file docker/.env.dev "
      + "--env-file \(revision) "
      + "--progress plain "
  }

  /// The env file of the current revision.
  var revision: String {
    (try? workspace().currentRevision(of: "dev")?.environmentFile) ?? "no revision"
  }

  var up: String { compose + "up -d --no-build --pull never" }
  var down: String { compose + "down" }
  var restart: String { compose + "restart --no-deps " }
  var rehearsal: String { compose + "--dry-run create --no-build --pull never" }
  var images: String { compose + "config --images" }
  var model: String { compose + "config --format json" }
}
