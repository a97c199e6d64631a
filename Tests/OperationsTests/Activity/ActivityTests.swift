import Foundation
import Testing

@testable import Operations

struct `Recording acts` {
  private let checkout = LaunchCheckout()

  @Test func `an entry is one line of JSON, in a file for its owner alone`() throws {
    let log = ActivityLog(try checkout.workspace())
    var entry = ActivityEntry(
      id: "1f", time: timestamp(1_795_392_131), user: "ada", environment: "prod", verb: "launch",
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
              id: "\(number)", time: timestamp(0), user: "ada", environment: "dev", verb: "stop",
              phase: .intent, commands: []))
        }
      }
    }

    #expect(Set(try checkout.activity().map(\.id)).count == 50)
  }
}

struct `Locking a project` {
  private let checkout = LaunchCheckout()

  @Test func `who comes second is told who is there, until that one is done`() throws {
    let workspace = try checkout.workspace()

    let during = try second(workspace, while: "ada, pid 7")
    let after = try holder(of: ProjectLock.take(project: "p", in: workspace, holder: "bob"))

    #expect(during == "ada, pid 7")
    #expect(after == nil)
  }

  @Test func `another project is free`() throws {
    let workspace = try checkout.workspace()

    let first = try ProjectLock.take(project: "p", in: workspace, holder: "ada")
    let other = try holder(of: ProjectLock.take(project: "q", in: workspace, holder: "bob"))
    _ = consume first

    #expect(other == nil)
  }

  private func second(_ workspace: Workspace, while holder: String) throws -> String? {
    let first = try ProjectLock.take(project: "p", in: workspace, holder: holder)
    let words = try self.holder(of: ProjectLock.take(project: "p", in: workspace, holder: "bob"))
    _ = consume first
    return words
  }

  private func holder(of attempt: consuming ProjectLock.Attempt) -> String? {
    switch consume attempt {
    case .taken: nil
    case .heldBy(let holder): holder
    }
  }
}
