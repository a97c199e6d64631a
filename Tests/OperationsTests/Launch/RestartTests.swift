import Environments
import Foundation
import Processes
import Synchronization
import Testing

@testable import Operations

struct `Restarting services` {
  private let checkout = LaunchCheckout()

  @Test func `goes one after another and is recorded with its commands`() async throws {
    let runner = FakeCommandRunner(
      running + [
        .init(command: restart + "quotes", errors: " Container trading-dev-quotes-1  Started\n"),
        .init(command: restart + "api", errors: " Container trading-dev-api-1  Started\n"),
        .init(command: local + " events …", repeats: true, hangs: true),
      ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.restart, declared).get()
    let progress = Mutex<[[OperationProgress.Line]]>([])
    let outcome = await launcher.perform(plan, on: declared) { now in
      progress.withLock { $0.append(now.lines) }
    }
    runner.expectAllRan()

    #expect(plan.commands == [restart + "quotes", restart + "api"])
    #expect(outcome.verdict == .succeeded)
    #expect(outcome.sentence.hasPrefix("dev is up again after "))
    let restarts = runner.ran.map { "\($0)" }.filter { $0.contains(" restart ") }
    #expect(restarts == plan.commands)
    #expect(progress.withLock { $0 }.first?.last == .init("api", .waiting))
    #expect(
      progress.withLock { $0 }.last == [
        .init("quotes", .done("healthy")), .init("api", .done("healthy")),
      ])
    #expect(try checkout.activity().map(\.verb) == ["restart", "restart"])
  }

  @Test func `ends with the first that fails, and the rest is from before`() async throws {
    let runner = FakeCommandRunner(
      running + [
        .init(
          command: restart + "quotes", ending: .exited(code: 1),
          errors: "Error: trading-dev-quotes-1 is no more\n"),
        .init(command: local + " events …", repeats: true, hangs: true),
        .init(command: local + " version …", output: "20.10.24\n"),
        .init(command: local + " logs --tail 20 q1", output: "bye\n"),
      ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.restart, declared).get()
    let outcome = await launcher.perform(plan, on: declared)
    runner.expectAllRan()

    #expect(outcome.verdict == .failed(reason: "Error: trading-dev-quotes-1 is no more"))
    #expect(outcome.failingService == "quotes")
    #expect(outcome.standing == ["api: healthy, from before", "quotes: healthy, from before"])
  }

  @Test func `what does not run is refused before anything is done`() async throws {
    let runner = FakeCommandRunner([
      .init(command: psCommand, output: ""), .init(command: rehearsal),
    ])

    let plan = await (try checkout.launcher(runner)).plan(.restart, declared)

    #expect(
      plan
        == .failure(
          PlanRefusal(
            .refused(reason: "dev does not run; U, or triptych up dev, launches it."))))
  }

  @Test func `settings that were not rendered yet are a warning`() async throws {
    let workspace = try checkout.workspace()
    _ = try workspace.render(declared, user: "tester")
    var changed = declared
    changed.settings = [
      Setting(
        SettingKey(.settings, "logging.level"),
        ladder: [.init(.string("debug"), Origin(layer: .compose))])
    ]
    let rendered = compose.replacing(" --progress plain ", with: " …")
    let launcher = try checkout.launcher(
      FakeCommandRunner(running + [.init(command: rendered, repeats: true)]))

    let same = try await launcher.plan(.restart, declared).get()
    let other = try await launcher.plan(.restart, changed).get()

    #expect(same.notes == [])
    #expect(
      other.notes.map(\.description) == [
        "warning: dev's settings have changed since they were rendered. A restart does not apply "
          + "that; U, or triptych up dev, does."
      ])
  }

  private var declared: Environment {
    environment(services: [
      Service(name: "api", image: "img:1", hasHealthCheck: true, dependsOn: ["quotes"]),
      Service(name: "quotes", image: "img:1", hasHealthCheck: true),
    ])
  }

  private var running: [FakeCommandRunner.Reply] {
    [
      .init(command: psCommand, output: "a1 trading-dev\nq1 trading-dev\n", repeats: true),
      .init(
        command: local + " inspect --type container …",
        output: inspected("a1", health: "healthy", workingDirectory: checkout.root + "/docker")
          + inspected(
            "q1", service: "quotes", health: "healthy",
            workingDirectory: checkout.root + "/docker"), repeats: true),
      .init(command: rehearsal, repeats: true),
    ]
  }
}

struct `Cancelling an act` {
  private let checkout = LaunchCheckout()

  @Test func `before any container was touched changes nothing, and says so`() async throws {
    try checkout.write("images:\n", to: "Makefile")
    let runner = FakeCommandRunner([
      .init(command: psCommand, output: "", repeats: true),
      .init(command: rehearsal, repeats: true),
      .init(command: images, output: "img:1\n", repeats: true),
      .init(
        command: local + " image inspect …", ending: .exited(code: 1),
        errors: "no such image: img:1\n", repeats: true),
      .init(command: "make images", output: "compiling\n", hangs: true),
    ])
    let launcher = try checkout.launcher(runner)
    let declared = environment(services: [Service(name: "api", image: "img:1")])
    let plan = try await launcher.plan(.launch, declared).get()
    let (compiling, feed) = AsyncStream.makeStream(of: Void.self)

    let launch = Task {
      await launcher.perform(plan, on: declared) {
        if $0.message == "compiling" { feed.yield() }
      }
    }
    _ = await compiling.first { true }
    launch.cancel()
    let outcome = await launch.value

    #expect(outcome.verdict == .cancelled)
    #expect(outcome.note == "Nothing has changed: no container was touched.")
    let record = try #require(try checkout.activity().last)
    #expect(record.verdict == "cancelled")
    #expect(record.reason == "Nothing has changed: no container was touched.")
  }

  @Test func `tells what each service is by then, and records it`() async throws {
    let runner = FakeCommandRunner([
      .init(command: psCommand, output: ""), .init(command: psCommand, output: ""),
      .init(command: psCommand, output: ""),
      .init(command: rehearsal, repeats: true),
      .init(command: local + " image inspect …", output: "sha256:1\n", repeats: true),
      .init(command: up, errors: " Container trading-dev-api-1  Created\n", hangs: true),
      .init(command: local + " events …", hangs: true),
      .init(command: psCommand, output: "a1 trading-dev\n", repeats: true),
      .init(
        command: local + " inspect --type container …",
        output: inspected("a1", state: "created", workingDirectory: checkout.root + "/docker"),
        repeats: true),
    ])
    let launcher = try checkout.launcher(runner)
    let declared = environment(services: [
      Service(name: "api", image: "img:1"), Service(name: "quotes", image: "img:1"),
    ])
    let plan = try await launcher.plan(.launch, declared).get()
    let (created, feed) = AsyncStream.makeStream(of: Void.self)

    let launch = Task {
      await launcher.perform(plan, on: declared) {
        if $0.message.hasSuffix("Created") { feed.yield() }
      }
    }
    _ = await created.first { true }
    launch.cancel()
    let outcome = await launch.value

    #expect(outcome.verdict == .cancelled)
    #expect(outcome.standing == ["api: created", "quotes: not touched"])
    #expect(outcome.services.map(\.mark) == [.created, .notTouched])
    #expect(try checkout.activity().last?.standing == ["api: created", "quotes: not touched"])
  }
}

private let compose =
  local + " compose -p trading-dev -f docker/docker-compose.dev.yml --env-file docker/.env.dev "
  + "--progress plain "
private let up = compose + "up -d --no-build --pull never"
private let restart = compose + "restart --no-deps "
private let rehearsal = compose + "--dry-run create --no-build --pull never"
private let images = compose + "config --images"
