import Foundation
import Processes
import Testing

@testable import Operations

struct `A program that acts under a lock` {
  @Test func `holds the lock and reads its input`() async throws {
    let root = NSTemporaryDirectory() + "locked-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    let workspace = try Workspace(root: root)
    let holder = LockHolder("launched", "dev", user: "tester", command: "triptych up dev")
    switch try ProjectLock.take(project: "p", in: workspace, holder: holder) {
    case .heldBy: Issue.record("the lock is not free")
    case .taken(let lock):
      var command = Command(
        "/bin/sh", ["-c", "cat; readlink /proc/self/fd/3"],
        environment: ["PATH": "/usr/bin:/bin"])
      command.input = Array("a model with a secret\n".utf8)

      let result = await LockedRunner(SubprocessRunner(), lock).run(command)
      _ = consume lock

      #expect(
        result.output == "a model with a secret\n\(workspace.root)/.triptych/lock/p\n")
      #expect("\(result.command)" == "\(command)")
    }
  }
}
