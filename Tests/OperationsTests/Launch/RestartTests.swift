import Environments
import Foundation
import Processes
import Synchronization
import TestSupport
import Testing

@testable import Operations

struct `Restarting services` {
  private let checkout = LaunchCheckout()

  @Test func `goes one after another and is recorded with its commands`() async throws {
    let runner = FakeCommandRunner(
      running + [
        .init(
          command: checkout.restart + "quotes", errors: " Container trading-dev-quotes-1  Started\n"
        ),
        .init(command: checkout.restart + "api", errors: " Container trading-dev-api-1  Started\n"),
      ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.restart, declared).get()
    let progress = Mutex<[[OperationProgress.Line]]>([])
    let outcome = await launcher.perform(plan, on: declared, consent: .yes) { now in
      progress.withLock { $0.append(now.lines) }
    }
    runner.expectAllRan()

    #expect(plan.commands == [checkout.restart + "quotes", checkout.restart + "api"])
    #expect(outcome.verdict == .succeeded)
    #expect(outcome.sentence.hasPrefix("dev is restarted after "))
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
          command: checkout.restart + "quotes", ending: .exited(code: 1),
          errors: "Error: trading-dev-quotes-1 is no more\n")
      ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.restart, declared).get()
    let outcome = await launcher.perform(plan, on: declared, consent: .yes)
    runner.expectAllRan()

    #expect(outcome.verdict == .failed(reason: "Error: trading-dev-quotes-1 is no more"))
    #expect(outcome.failingService == "quotes")
    #expect(outcome.serviceStates == ["api: healthy, from before", "quotes: healthy, from before"])
  }

  @Test func `what does not run is refused before anything is done`() async throws {
    let runner = FakeCommandRunner([.init(command: checkout.rehearsal)])

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
        layerValues: [.init(.string("debug"), Origin(layer: .compose))])
    ]
    let rendered = checkout.compose.replacing(" --progress plain ", with: " …")
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
    let containers = [
      checkout.container("a1") { $0.health = "healthy" },
      checkout.container("q1") {
        $0.service = "quotes"
        $0.health = "healthy"
      },
    ]
    checkout.engine.set { $0.containers = containers }
    return [.init(command: checkout.rehearsal, repeats: true)]
  }
}

struct `Cancelling an act` {
  private let checkout = LaunchCheckout()

  @Test func `before any container was touched changes nothing, and says so`() async throws {
    try checkout.write("images:\n", to: "Makefile")
    let runner = FakeCommandRunner([
      .init(command: checkout.rehearsal, repeats: true),
      .init(command: checkout.images, output: "img:1\n", repeats: true),
      .init(command: "make images", output: "compiling\n", hangs: true),
    ])
    let launcher = try checkout.launcher(runner)
    let declared = environment(services: [Service(name: "api", image: "img:1")])
    let plan = try await launcher.plan(.launch, declared).get()
    let (compiling, feed) = AsyncStream.makeStream(of: Void.self)

    let launch = Task {
      await launcher.perform(plan, on: declared, consent: .yes) {
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
    let engine = checkout.engine
    let container = checkout.container { $0.state = "created" }
    engine.set { $0.images = ["img:1"] }
    let runner = FakeCommandRunner([
      .init(command: checkout.rehearsal, repeats: true),
      .init(
        command: checkout.up, errors: " Container trading-dev-api-1  Created\n", hangs: true,
        effect: { engine.set { $0.containers = [container] } }),
    ])
    let launcher = try checkout.launcher(runner)
    let declared = environment(services: [
      Service(name: "api", image: "img:1"), Service(name: "quotes", image: "img:1"),
    ])
    let plan = try await launcher.plan(.launch, declared).get()
    let (created, feed) = AsyncStream.makeStream(of: Void.self)

    let launch = Task {
      await launcher.perform(plan, on: declared, consent: .yes) {
        if $0.message.hasSuffix("Created") { feed.yield() }
      }
    }
    _ = await created.first { true }
    launch.cancel()
    let outcome = await launch.value

    #expect(outcome.verdict == .cancelled)
    #expect(outcome.serviceStates == ["api: created", "quotes: not touched"])
    #expect(outcome.services.map(\.mark) == [.created, .notTouched])
    #expect(try checkout.activity().last?.serviceStates == ["api: created", "quotes: not touched"])
  }

  @Test(.timeLimit(.minutes(1)))
  func `a second time does not wait for an engine that is silent`() async throws {
    let engine = checkout.engine
    let container = checkout.container()
    engine.set { $0.containers = [container] }
    let runner = FakeCommandRunner([
      .init(
        command: checkout.down, errors: " Container trading-dev-api-1  Stopping\n", hangs: true,
        effect: { engine.set { $0.faults["/containers/json"] = .silent } })
    ])
    let launcher = try checkout.launcher(runner, deadline: .seconds(600))
    let plan = try await launcher.plan(.stop, environment()).get()
    let abandonment = Abandonment()
    let (stopping, feed) = AsyncStream.makeStream(of: Void.self)

    let stop = Task {
      await launcher.perform(
        plan, on: environment(), consent: .yes, abandonment: abandonment
      ) {
        if $0.message.hasSuffix("Stopping") { feed.yield() }
      }
    }
    _ = await stopping.first { true }
    let asked = engine.state.requests.count
    stop.cancel()
    await engine.wait { $0.requests.count > asked }
    abandonment.abandon()
    let outcome = await stop.value

    #expect(outcome.verdict == .cancelled)
    #expect(outcome.note == "The present state is not known: the engine did not answer.")
  }
}
