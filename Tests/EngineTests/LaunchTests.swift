import Environments
import Foundation
import Operations
import Testing

extension `On a real engine` {
  struct `Launching and stopping` {
    @Test func `a stack comes up healthy in the order of its services, and goes`() async throws {
      let stack = try await Stack(
        "t-up",
        services: [
          Service(name: "db", hasHealthCheck: true),
          Service(name: "api", hasHealthCheck: true, dependsOn: ["db"]),
        ],
        compose: sleeper("db", health: "true")
          + sleeper(
            "api", health: "true",
            more: "    depends_on: {db: {condition: service_healthy}}"))

      let up = try await stack.act(.launch)
      let again = try await stack.launcher().plan(.launch, stack.environment).get()
      let down = try await stack.act(.stop)
      let activity = try stack.activity
      await stack.remove()

      #expect(up.verdict == .succeeded)
      #expect(up.serviceStates == ["db: healthy", "api: healthy"])
      #expect(again.isEmpty)
      #expect(down.verdict == .succeeded)
      #expect(down.serviceStates.isEmpty)
      #expect(activity.count == 4)
    }

    @Test func `an unhealthy service fails the launch by name, with its last lines`() async throws {
      let stack = try await Stack(
        "t-sick", services: [Service(name: "api", hasHealthCheck: true)],
        compose: """
            api:
              image: \(PrivateEngine.image)
              command: ["sh", "-c", "echo listening; echo cannot reach the quotes >&2; sleep 3600"]
              stop_signal: SIGKILL
              healthcheck: {test: ["CMD-SHELL", "echo no quotes; false"], interval: 1s, retries: 2}

          """)

      let up = try await stack.act(.launch)
      await stack.remove()

      #expect(up.verdict == .failed(reason: "api is unhealthy: no quotes"))
      #expect(up.failingService == "api")
      #expect(up.lastLines.sorted() == ["cannot reach the quotes", "listening"])
      #expect(up.serviceStates == ["api: unhealthy"])
    }

    @Test func `a dependency that fails is named, not what waits for it`() async throws {
      let stack = try await Stack(
        "t-dependency",
        services: [
          Service(name: "db", hasHealthCheck: true), Service(name: "api", dependsOn: ["db"]),
        ],
        compose: sleeper("db", health: "false")
          + sleeper("api", more: "    depends_on: {db: {condition: service_healthy}}"))

      let up = try await stack.act(.launch)
      await stack.remove()

      #expect(up.failingService == "db")
      #expect(
        up.verdict
          == .failed(
            reason: "db is unhealthy. Compose says: dependency failed to start: "
              + "container t-dependency-db-1 is unhealthy"))
    }

    @Test func `a service that exits fails the launch with its code`() async throws {
      let stack = try await Stack(
        "t-exit", services: [Service(name: "api")],
        compose: """
            api: {image: "\(PrivateEngine.image)", command: ["sh", "-c", "echo no database; exit 7"]}

          """)

      let up = try await stack.act(.launch)
      await stack.remove()

      #expect(up.verdict == .failed(reason: "api exited with code 7"))
      #expect(up.lastLines == ["no database"])
    }

    @Test func `a one-shot that exited with 0 is done`() async throws {
      let stack = try await Stack(
        "t-oneshot",
        services: [
          Service(name: "migrate", isOneShot: true),
          Service(name: "api", hasHealthCheck: true, dependsOn: ["migrate"]),
        ],
        compose: """
            migrate: {image: "\(PrivateEngine.image)", command: ["true"]}

          """
            + sleeper(
              "api", health: "true",
              more: "    depends_on: {migrate: {condition: service_completed_successfully}}"))

      let up = try await stack.act(.launch)
      await stack.remove()

      #expect(up.verdict == .succeeded)
      #expect(up.serviceStates == ["migrate: done", "api: healthy"])
    }

    /// Proves `launch.timeout`.
    @Test func `a service that never gets healthy is late, not up`() async throws {
      let stack = try await Stack(
        "t-late", services: [Service(name: "api", hasHealthCheck: true)],
        compose: """
            api:
              image: \(PrivateEngine.image)
              command: ["sleep", "3600"]
              stop_signal: SIGKILL
              healthcheck: {test: ["CMD", "true"], interval: 60s}

          """, timeoutMilliseconds: 3_000)

      let up = try await stack.act(.launch)
      await stack.remove()

      #expect(up.verdict == .deadlinePassed)
      #expect(up.failingService == "api")
      #expect(up.tookMilliseconds < 8_000)
    }

    @Test func `a cancelled launch stops Compose and tells what stands`() async throws {
      let stack = try await Stack(
        "t-cancel",
        services: [
          Service(name: "db", hasHealthCheck: true), Service(name: "api", dependsOn: ["db"]),
        ],
        compose: """
            db:
              image: \(PrivateEngine.image)
              command: ["sleep", "3600"]
              stop_signal: SIGKILL
              healthcheck: {test: ["CMD", "true"], interval: 60s}

          """ + sleeper("api", more: "    depends_on: {db: {condition: service_healthy}}"))
      let waiting = Waiting(for: "db-1  Waiting")

      let launch = Task { try await stack.act(.launch, report: waiting.report) }
      await waiting.wait()
      launch.cancel()
      let outcome = try await launch.value
      let activity = try stack.activity
      await stack.remove()

      #expect(outcome.verdict == .cancelled)
      #expect(outcome.serviceStates == ["db: started, starting", "api: created"])
      #expect(activity.last?.contains(#""verdict":"cancelled""#) == true)
    }

    @Test func `a restart keeps the containers and waits until they are healthy again`()
      async throws
    {
      let stack = try await Stack(
        "t-restart",
        services: [
          Service(name: "db", hasHealthCheck: true),
          Service(name: "api", hasHealthCheck: true, dependsOn: ["db"]),
          Service(name: "off", replicas: 0),
        ],
        compose: sleeper("db", health: "true")
          + sleeper(
            "api", health: "true",
            more: "    depends_on: {db: {condition: service_healthy, restart: true}}")
          + sleeper("off", more: "    deploy: {replicas: 0}"))
      _ = try await stack.act(.launch)
      let before = try await stack.containers

      let one = try await stack.act(.restart, services: ["db"])
      let afterOne = try await stack.containers
      let all = try await stack.act(.restart)
      let afterAll = try await stack.containers
      await stack.remove()

      #expect(one.verdict == .succeeded)
      #expect(one.serviceStates == ["db: healthy", "api: healthy", "off: stopped"])
      #expect(all.verdict == .succeeded)
      #expect(before.map(\.id) == afterAll.map(\.id))
      #expect(before.map(\.id) == afterOne.map(\.id))
      #expect(
        before.first?.service == "api" && before.first?.startedAt == afterOne.first?.startedAt)
      #expect(zip(afterOne, afterAll).allSatisfy { $0.startedAt != $1.startedAt })
    }

    @Test func `of two launches at once, one is refused and told who has the lock`() async throws {
      let stack = try await Stack(
        "t-twice", services: [Service(name: "api", hasHealthCheck: true)],
        compose: sleeper("api", health: "true"))
      let launcher = try stack.launcher()
      let plan = try await launcher.plan(.launch, stack.environment).get()

      async let first = launcher.perform(plan, on: stack.environment, consent: .yes)
      async let second = launcher.perform(plan, on: stack.environment, consent: .yes)
      let outcomes = await [first, second]
      await stack.remove()

      #expect(outcomes.count { $0.verdict == .succeeded } == 1)
      let holder = outcomes.compactMap { outcome -> String? in
        if case .lockedBy(let holder) = outcome.verdict { holder } else { nil }
      }
      #expect(
        holder.first?.hasPrefix("t-twice is being launched by tester (pid \(getpid()) on ") == true)
    }

    @Test func `a plan is refused when containers have changed since`() async throws {
      let stack = try await Stack(
        "t-moved", services: [Service(name: "api")], compose: sleeper("api"))
      let launcher = try stack.launcher()
      let plan = try await launcher.plan(.launch, stack.environment).get()
      await stack.compose("create")

      let outcome = await launcher.perform(plan, on: stack.environment, consent: .yes)
      await stack.remove()

      #expect(
        outcome.verdict
          == .refused(reason: "t-moved has changed since the plan was made. Check the new plan."))
    }

    @Test func `containers of another checkout are not acted on, unless adopted`() async throws {
      let other = try await Stack(
        "t-checkout", services: [Service(name: "api")], compose: sleeper("api"))
      let stack = try await Stack(
        "t-checkout", services: [Service(name: "api")], compose: sleeper("api"))
      await other.compose("up", "-d")

      let refused = try await stack.launcher().plan(.stop, stack.environment)
      let adopted = try await stack.launcher(isAdopting: true).plan(.stop, stack.environment)
      await stack.remove()
      await other.remove()

      #expect(
        refused
          == .failure(
            PlanRefusal(
              .refused(
                reason: "The containers of t-checkout were started from another checkout, "
                  + "\(other.root)/docker. Stop them there, or take them over with --adopt."))))
      #expect(try adopted.get().steps.map(\.subject) == ["api"])
    }

    @Test func `a missing image that may not be pulled is refused before anything is touched`()
      async throws
    {
      var stack = try await Stack(
        "t-image", services: [Service(name: "api", image: "nosuch:9")],
        compose: "  api: {image: \"nosuch:9\", pull_policy: never}\n")
      stack.environment.settings = [
        Setting(
          SettingKey(.compose, "services.api.pull_policy"),
          layerValues: [.init(.string("never"), Origin(layer: .compose))])
      ]

      let plan = try await stack.launcher().plan(.launch, stack.environment)
      await stack.remove()

      #expect(
        plan
          == .failure(
            PlanRefusal(
              .refused(
                reason: "The engine has no image nosuch:9, and its pull_policy is never. "
                  + "Try: docker --host \(PrivateEngine.shared.address) pull nosuch:9"))))
    }
  }
}
