import Environments
import Foundation
import Processes
import Synchronization
import TestSupport
import Testing

@testable import Operations

struct `Bringing the images that a launch lacks` {
  private let checkout = LaunchCheckout()

  @Test func `a pull stands in the plan and tells its layers`() async throws {
    let runner = FakeCommandRunner(
      lacking("img:1") + [
        .init(
          command: checkout.engine.docker + " pull img:1",
          output:
            "1: Pulling from img\n4f4fb700ef54: Pulling fs layer\n4f4fb700ef54: Pull complete\n"
        ),
        .init(command: checkout.compose + "up …", ending: .exited(code: 1), errors: "enough\n"),
      ])
    let launcher = try checkout.launcher(runner)
    let told = Mutex<[OperationProgress.Line]>([])

    let plan = try await launcher.plan(.launch, declared).get()
    let outcome = await launcher.perform(plan, on: declared, consent: .yes) { progress in
      told.withLock { $0 += progress.lines }
    }
    runner.expectAllRan()

    #expect(plan.stepLines.first == "pull    img:1  image missing")
    #expect(plan.commands.first == checkout.engine.docker + " pull img:1")
    #expect(outcome.verdict == .failed(reason: "enough"))
    #expect(told.withLock { $0 }.first == .init("img:1", .working("pulling")))
    #expect(
      told.withLock { $0 }.contains(.init("img:1", .working("pulling, 1 of 1 layers"))))
  }

  @Test func `a pull that fails is the launch's failure, in docker's words`() async throws {
    let runner = FakeCommandRunner(
      lacking("img:1") + [
        .init(
          command: checkout.engine.docker + " pull img:1", ending: .exited(code: 1),
          errors: "Error response from daemon: manifest unknown\n")
      ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.launch, declared).get()
    let outcome = await launcher.perform(plan, on: declared, consent: .yes)

    #expect(
      outcome.verdict
        == .failed(
          reason: "docker pull img:1 ended with code 1: "
            + "Error response from daemon: manifest unknown"))
  }

  @Test func `a service that has a build section builds its image`() async throws {
    var built = declared
    built.services = [Service(name: "api")]
    built.settings = [
      Setting(
        SettingKey(.compose, "services.api.build.context"),
        layerValues: [.init(.string("."), Origin(layer: .compose))])
    ]
    let launcher = try checkout.launcher(FakeCommandRunner(lacking("trading-dev-api")))

    let plan = try await launcher.plan(.launch, built).get()

    #expect(plan.stepLines.first == "build   trading-dev-api  image missing, api builds it")
    #expect(plan.commands.first == checkout.compose + "build api")
  }

  @Test func `an image that may not be pulled refuses the plan`() async throws {
    var declared = declared
    declared.settings = [
      Setting(
        SettingKey(.compose, "services.api.pull_policy"),
        layerValues: [.init(.string("never"), Origin(layer: .compose))])
    ]
    let launcher = try checkout.launcher(FakeCommandRunner(lacking("img:1")))

    let plan = await launcher.plan(.launch, declared)

    #expect(
      plan
        == .failure(
          PlanRefusal(
            .refused(
              reason: "The engine has no image img:1, and its pull_policy is never. "
                + "Try: \(checkout.engine.docker) pull img:1"))))
  }

  @Test func `a Makefile without a target for images makes none`() async throws {
    try checkout.write("all:\n\ttrue\n", to: "Makefile")
    let launcher = try checkout.launcher(FakeCommandRunner(lacking("img:1")))

    let plan = try await launcher.plan(.launch, declared).get()

    #expect(plan.steps.first?.action == .pull)
  }

  @Test func `images that are made come in one step, and the rest in sequence`() {
    var turns = ImageSequence([
      MissingImage("a", .pull), MissingImage("b", .make), MissingImage("c", .make),
      MissingImage("d", .build(service: "api")),
    ])

    turns.heard("Step 1/2 : RUN make")
    let made = turns.lines
    turns.end()
    turns.end()
    turns.heard("#7 [2/3] COPY . .")

    #expect(
      made == [
        .init("b", .working("step 1 of 2: RUN make")),
        .init("c", .working("step 1 of 2: RUN make")), .init("a", .waiting), .init("d", .waiting),
      ])
    #expect(
      turns.lines == [
        .init("b", .done("built")), .init("c", .done("built")), .init("a", .done("pulled")),
        .init("d", .working("step 2 of 3: COPY . .")),
      ])
    turns.end()
    #expect(turns.next == nil)
  }

  private var declared: Environment {
    environment(services: [Service(name: "api", image: "img:1")])
  }

  private func lacking(_ image: String) -> [FakeCommandRunner.Reply] {
    return [
      .init(
        command: checkout.compose + "--dry-run create --no-build --pull never",
        errors: " DRY-RUN MODE -  Container trading-dev-api-1  Creating\n", repeats: true),
      .init(command: checkout.compose + "config --images", output: image + "\n", repeats: true),
    ]
  }
}
