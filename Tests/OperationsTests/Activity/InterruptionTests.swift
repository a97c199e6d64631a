import Environments
import Foundation
import TestSupport
import Testing

@testable import Operations

struct `What the record tells of an interrupted act` {
  private let checkout = LaunchCheckout()
  private let dev = environment(services: [Service(name: "api")])

  @Test func `an intent without an outcome is one when the lock is free`() throws {
    let workspace = try checkout.workspace()
    try append(intent("1"))

    let during = try whileHeld(workspace) { workspace.interruptions(of: [dev]) }
    let after = workspace.interruptions(of: [dev])

    #expect(during == [])
    #expect(
      after == [
        Interruption(environment: "dev", verb: .launch, user: "ada", startedAt: 1_795_392_131)
      ])
    #expect(after.first?.words == "launch of 00:02 UTC was interrupted")
  }

  @Test func `an act that ended is none`() throws {
    try append(intent("1"), intent("1").outcome("failed", reason: "x"))

    #expect(try checkout.workspace().interruptions(of: [dev]) == [])
  }

  @Test func `it stays one until something is done to the environment`() throws {
    let workspace = try checkout.workspace()
    try append(intent("1"), intent("1").outcome("interrupted", reason: "found"))
    try append(intent("2"), intent("2").outcome("refused", reason: "moved"))

    let before = workspace.interruptions(of: [dev]).map(\.startedAt)
    try append(intent("3"), intent("3").outcome("succeeded", reason: nil))

    #expect(before == [1_795_392_131])
    #expect(workspace.interruptions(of: [dev]) == [])
  }

  @Test func `acts on other environments and of other kinds do not count`() throws {
    var other = intent("1")
    other.environment = "prod"
    var test = intent("2")
    test.verb = "test"
    try append(other, test)

    #expect(try checkout.workspace().interruptions(of: [dev]) == [])
  }

  @Test func `a torn line and a record without end are passed over`() throws {
    let workspace = try checkout.workspace()
    try append(intent("1"))
    let path = checkout.root + "/.triptych/activity.jsonl"
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    let noise = String(repeating: "{\"schema_version\":1,\"id\":\"x\"}\n", count: 20_000)
    try (noise + whole + "{\"id\":").write(toFile: path, atomically: false, encoding: .utf8)

    #expect(workspace.interruptions(of: [dev]).count == 1)
  }

  @Test func `the next plan says so and what stands, and the record gets its end`() async throws {
    try append(intent("1"))
    let container = checkout.container { $0.state = "created" }
    checkout.engine.set { $0.containers = [container] }
    let runner = FakeCommandRunner([
      .init(
        command: checkout.down, ending: .exited(code: 1), errors: "no idea\n")
    ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.stop, dev).get()
    let outcome = await launcher.perform(plan, on: dev, consent: .yes)

    #expect(
      plan.notes.map(\.description) == [
        "warning: the launch of 00:02 UTC was interrupted, started by ada. Current state: api created"
      ])
    #expect(outcome.verdict == .failed(reason: "no idea"))
    let record = try checkout.activity()
    #expect(record.map(\.verdict) == [nil, "interrupted", nil, "failed"])
    #expect(record[1].id == "1")
    #expect(record[1].reason?.hasPrefix("its process is gone; found by tester, pid ") == true)
  }

  private func intent(_ id: String) -> ActivityEntry {
    ActivityEntry(
      id: id, time: CivilTime.timestamp(1_795_392_131), user: "ada", environment: "dev",
      verb: "launch",
      phase: .intent, commands: [])
  }

  private func append(_ entries: ActivityEntry...) throws {
    for entry in entries { try ActivityLog(checkout.workspace()).append(entry) }
  }

  private func whileHeld<R>(_ workspace: Workspace, _ body: () -> R) throws -> R {
    let lock = try ProjectLock.take(
      project: "trading-dev", in: workspace,
      holder: LockHolder("launched", "dev", user: "ada", command: "triptych up dev"))
    let result = body()
    _ = consume lock
    return result
  }
}
