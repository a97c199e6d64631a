import Environments
import Testing

@testable import Operations

struct `One verdict in every situation` {
  private var known: [Situation] { Situation.all.filter { $0.state != nil } }

  @Test func `the table has forty situations, each once`() {
    #expect(Situation.all.count >= 40)
    #expect(Set(Situation.all.map(\.name)).count == Situation.all.count)
  }

  @Test func `a service that status shows as up is healthy, and no other is`() {
    for row in known { #expect(row.state?.isUp == row.isHealthy, "\(row.name): \(row.health)") }
  }

  @Test func `a launch calls a service up when status does`() {
    for row in known {
      #expect((row.launch == "up") == row.state?.isUp, "\(row.name): \(row.launch), \(row.status)")
    }
  }

  @Test func `a launch fails only on what status shows as failed`() {
    for row in known where row.launch.hasPrefix("failed") {
      let isPartial = if case .degraded? = row.state { true } else { false }
      #expect(row.state?.isFailure == true || isPartial, "\(row.name): \(row.status)")
    }
  }

  @Test func `what is not known is neither stopped nor healthy`() {
    for row in Situation.all where row.state == nil {
      #expect(row.status == "unknown", "\(row.name)")
      #expect(row.summary != "stopped", "\(row.name)")
      #expect(row.health.hasPrefix("unknown"), "\(row.name)")
      #expect(row.statusCode != 0 && row.healthCode != 0, "\(row.name)")
    }
  }

  @Test(arguments: [
    ("job that nobody awaits, done", "done", "stopped"),
    ("fast crash loop, in a run", "restarting ×7", "degraded 0/1"),
    ("slow crash loop, in a run", "restarting ×4", "degraded 0/1"),
    ("first restart, 5 minutes ago", "running", "running 1/1"),
    ("its port is taken", "did not start", "degraded 0/1"),
    ("ended with 0, offers a port", "exited (0)", "stopped"),
    ("runs, and an orphan runs", "running", "running 1/1, 1 orphan"),
    ("stopped, and an orphan runs", "stopped", "stopped, 1 orphan"),
    ("the Compose file is broken", "unknown", "unknown"),
  ])
  func `says in words`(name: String, status: String, summary: String) throws {
    let row = try #require(Situation.all.first { $0.name == name })

    #expect(row.status == status)
    #expect(row.summary == summary)
  }
}
