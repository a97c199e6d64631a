import Environments
import Glibc
import Operations
import Testing

extension `On a real engine` {
  struct `Losing the engine` {
    @Test func `killed in the middle of a launch, the engine is what failed`() async throws {
      let (stack, waiting) = try await slowStack("t-killed")

      let launch = Task { try await stack.act(.launch, report: waiting.report) }
      await waiting.wait()
      try await PrivateEngine.shared.kill()
      let outcome = try await launch.value
      try await PrivateEngine.shared.restart()
      await stack.remove()

      guard case .engineUnreachable = outcome.verdict else {
        Issue.record("verdict: \(outcome.verdict)")
        return
      }
      #expect(outcome.failingService == nil)
      #expect(outcome.tookMilliseconds < 15_000)
    }

    @Test func `stopped in the middle of a launch, the engine is reported as silent`() async throws
    {
      let (slow, waiting) = try await slowStack("t-frozen")
      var impatient = slow
      impatient.docker = await Docker.discover(
        caller: PrivateEngine.shared.caller, callDeadline: .seconds(2))
      let stack = impatient
      let pid = try await PrivateEngine.shared.pid()

      let launch = Task { try await stack.act(.launch, report: waiting.report) }
      await waiting.wait()
      kill(pid, SIGSTOP)
      let outcome = try await launch.value
      let status = await stack.docker.statuses(of: [stack.environment])[0]
      kill(pid, SIGCONT)
      await stack.remove()

      #expect(
        outcome.verdict
          == .engineUnreachable(
            reason:
              "\(PrivateEngine.shared.address) accepted the connection but did not answer within 2000 ms."
          ))
      #expect(outcome.tookMilliseconds < 15_000)
      #expect(status.engine == .silent(milliseconds: 2_000))
    }

    @Test func `without any engine at its address, the plan says so`() async throws {
      var stack = try await Stack(
        "t-none", services: [Service(name: "api")], compose: sleeper("api"))
      stack.environment.target.context = "nowhere"

      let plan = try await stack.launcher().plan(.launch, stack.environment)
      stack.environment.target.context = nil
      await stack.remove()

      guard case .failure(let refusal) = plan, case .engineUnreachable(let reason) = refusal.verdict
      else {
        Issue.record("plan: \(plan)")
        return
      }
      #expect(reason.contains("There is no docker context nowhere on this machine."))
    }

    /// A stack whose launch waits for ever, and the moment when it does.
    private func slowStack(_ project: String) async throws -> (Stack, Waiting) {
      let stack = try await Stack(
        project,
        services: [
          Service(name: "db", hasHealthCheck: true), Service(name: "api", dependsOn: ["db"]),
        ],
        compose: """
            db:
              image: \(PrivateEngine.image)
              command: ["sleep", "3600"]
              stop_signal: SIGKILL
              healthcheck: {test: ["CMD", "true"], interval: 60s}

          """ + sleeper("api", more: "    depends_on: {db: {condition: service_healthy}}"),
        timeoutMilliseconds: 60_000)
      return (stack, Waiting(for: "db-1  Waiting"))
    }
  }
}

/// Somebody who waits until a launch says something.
struct Waiting: Sendable {
  private let stream: AsyncStream<Void>
  let report: @Sendable (OperationProgress) -> Void

  init(for words: String) {
    let (stream, feed) = AsyncStream.makeStream(of: Void.self)
    self.stream = stream
    report = { if $0.message.contains(words) { feed.yield() } }
  }

  func wait() async {
    for await _ in stream { return }
  }
}
