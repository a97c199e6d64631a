import Engine
import Environments
import Operations
import Testing

extension `On a real engine` {
  struct `Following events` {
    @Test func `a start and a health that changes are told as they happen`() async throws {
      let stack = try await Stack(
        "t-events", services: [], compose: sleeper("api", health: "true"))
      let events = stack.docker.engines[stack.docker.callerEndpoint].events()

      // Attached before anything happens; the loop below ends when it has heard enough.
      async let up = stack.compose("up", "-d")
      var actions: [String] = []
      for await event in events {
        guard case .container(let change) = event, change.project == "t-events" else { continue }
        actions.append(change.action)
        if change.action == "health_status: healthy" { break }
      }
      _ = await up
      await stack.remove()

      #expect(actions == ["create", "start", "health_status: healthy"])
    }

    @Test func `an engine that was killed is lost, with the reason`() async throws {
      let docker = try await PrivateEngine.shared.docker()
      let events = docker.engines[docker.callerEndpoint].events()

      var last: EngineEvent?
      for await event in events {
        last = event
        if event == .attached {
          try await PrivateEngine.shared.kill()
        }
      }
      let version = await docker.version(of: docker.callerEndpoint)
      try await PrivateEngine.shared.restart()

      guard case .lost(let reason) = last, case .unreachable = version.state else {
        Issue.record("\(String(describing: last)), \(version)")
        return
      }
      #expect(!reason.isEmpty)
    }
  }

  struct `Building images` {
    @Test func `a launch builds what is missing, as its plan says`() async throws {
      let stack = try await Stack(
        "t-build", services: [Service(name: "api", image: "t-built:1", hasHealthCheck: true)],
        compose: sleeper("api", health: "true").replacing(PrivateEngine.image, with: "t-built:1"))
      try "images:\n\tdocker tag \(PrivateEngine.image) t-built:1\n".write(
        toFile: stack.root + "/Makefile", atomically: true, encoding: .utf8)

      let plan = try await stack.launcher().plan(.launch, stack.environment).get()
      let outcome = try await stack.launcher().perform(plan, on: stack.environment, consent: .yes)
      await stack.remove()

      #expect(plan.steps.map(\.action) == [.buildImages, .create, .create])
      #expect(plan.commands.first == "make images")
      #expect(outcome.verdict == .succeeded)
    }
  }
}
