import Environments
import Foundation
import Testing

@testable import Operations

struct `Recording acts` {
  private let checkout = LaunchCheckout()

  @Test func `an entry is one line of JSON, in a file for its owner alone`() throws {
    let log = ActivityLog(try checkout.workspace())
    var entry = ActivityEntry(
      id: "1f", time: CivilTime.timestamp(1_795_392_131), user: "ada", environment: "prod",
      verb: "launch",
      phase: .intent, commands: ["docker compose -p trading-prod up -d"])

    try log.append(entry)
    entry.phase = .outcome
    entry.verdict = "failed"
    entry.reason = "api is \"unhealthy\"\nagain"
    entry.tookMilliseconds = 1200
    try log.append(entry)

    let path = checkout.root + "/.triptych/activity.jsonl"
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == """
        {"commands":["docker compose -p trading-prod up -d"],"environment":"prod","id":"1f",\
        "phase":"intent","schema_version":1,"time":"2026-11-23T00:02:11Z","user":"ada","verb":"launch"}
        {"commands":["docker compose -p trading-prod up -d"],"environment":"prod","id":"1f",\
        "phase":"outcome","reason":"api is \\"unhealthy\\"\\nagain","schema_version":1,\
        "time":"2026-11-23T00:02:11Z","took_ms":1200,"user":"ada","verb":"launch","verdict":"failed"}

        """)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func `entries of many at once do not run into each other`() async throws {
    let log = ActivityLog(try checkout.workspace())

    await withTaskGroup(of: Void.self) { group in
      for number in 0..<50 {
        group.addTask {
          try? log.append(
            ActivityEntry(
              id: "\(number)", time: CivilTime.timestamp(0), user: "ada", environment: "dev",
              verb: "stop",
              phase: .intent, commands: []))
        }
      }
    }

    #expect(Set(try checkout.activity().map(\.id)).count == 50)
  }
}

struct `Locking a project` {
  private let checkout = LaunchCheckout()

  @Test func `a second process learns who holds the lock, until it is released`() throws {
    let workspace = try checkout.workspace()

    let during = try second(workspace, while: holder("ada"))
    let after = try words(of: ProjectLock.take(project: "p", in: workspace, holder: holder("bob")))

    #expect(during == "dev is being launched by ada (pid 7 on desk, since 2026-11-23 00:02:11 UTC)")
    #expect(after == nil)
  }

  @Test func `another project is free`() throws {
    let workspace = try checkout.workspace()

    let first = try ProjectLock.take(project: "p", in: workspace, holder: holder("ada"))
    let other = try words(of: ProjectLock.take(project: "q", in: workspace, holder: holder("bob")))
    _ = consume first

    #expect(other == nil)
  }

  @Test func `what a crash left in the file holds nothing`() throws {
    let workspace = try checkout.workspace()
    let path = try workspace.state("lock") + "/p"
    try Data(holder("ghost").bytes).write(to: URL(filePath: path))

    let attempt = try words(
      of: ProjectLock.take(project: "p", in: workspace, holder: holder("bob")))
    let left = try Data(contentsOf: URL(filePath: path))

    #expect(attempt == nil)
    #expect(LockHolder.reading(Array(left))?.user == "bob")
  }

  @Test func `a holder that has not written its name is another process`() throws {
    let workspace = try checkout.workspace()
    let first = try ProjectLock.take(project: "p", in: workspace, holder: holder("ada"))
    try Data("{".utf8).write(to: URL(filePath: try workspace.state("lock") + "/p"))

    let words = try words(of: ProjectLock.take(project: "p", in: workspace, holder: holder("bob")))
    _ = consume first

    #expect(words == "p is being changed by another process")
  }

  @Test func `on the same day the time alone is told`() {
    #expect(
      holder("ada").words(now: 1_795_400_000)
        == "dev is being launched by ada (pid 7 on desk, since 00:02:11 UTC)")
  }

  private func second(_ workspace: Workspace, while first: LockHolder) throws -> String? {
    let first = try ProjectLock.take(project: "p", in: workspace, holder: first)
    let hold = ProjectLock.hold(on: "p", in: workspace)
    let words = try words(of: ProjectLock.take(project: "p", in: workspace, holder: holder("bob")))
    _ = consume first
    #expect(hold == .process)
    #expect(ProjectLock.hold(on: "p", in: workspace) == .nobody)
    return words
  }

  private func holder(_ user: String) -> LockHolder {
    LockHolder(
      participle: "launched", environment: "dev", user: user, pid: 7, host: "desk",
      since: CivilTime.timestamp(1_795_392_131), command: "triptych up dev")
  }

  private func words(of attempt: consuming ProjectLock.Attempt) -> String? {
    switch consume attempt {
    case .taken: nil
    case .heldBy(let holder): holder
    }
  }
}
