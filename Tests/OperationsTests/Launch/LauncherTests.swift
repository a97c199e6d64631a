import Environments
import Foundation
import Processes
import TestSupport
import Testing

@testable import Operations

struct `Acting on an environment` {
  private let checkout = LaunchCheckout()

  @Test func `a launch that succeeds is planned, done and recorded`() async throws {
    let runner = FakeCommandRunner(
      healthy() + [.init(command: checkout.up, errors: " Container trading-dev-api-1  Started\n")])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.launch, declared).get()
    let outcome = await launcher.perform(plan, on: declared, consent: .yes)
    runner.expectAllRan()

    #expect(plan.place == "trading-dev on \(checkout.engine.address)")
    #expect(plan.commands == [checkout.up])
    #expect(outcome.verdict == .succeeded)
    #expect(outcome.serviceStates == ["api: healthy"])
    let record = try checkout.activity()
    #expect(record.map(\.phase) == [.intent, .outcome])
    #expect(record.map(\.verdict) == [nil, "succeeded"])
    #expect(record[0].commands == [checkout.up])
    #expect(record[0].id == record[1].id)
  }

  @Test func `a failure of an unknown kind keeps Compose's own words`() async throws {
    let runner = FakeCommandRunner(
      healthy() + [
        .init(command: checkout.up, ending: .exited(code: 1), errors: "network nope not found\n")
      ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.launch, declared).get()
    let outcome = await launcher.perform(plan, on: declared, consent: .yes)

    #expect(outcome.verdict == .failed(reason: "network nope not found"))
    #expect(outcome.failingService == nil)
  }

  @Test func `a failure tells neither what Compose quotes of the files nor the files' secrets`()
    async throws
  {
    var declared = environment()
    declared.knownSecrets = KnownSecrets([Secret("prod-pw-4711"), Secret("hunter2")])
    let runner = FakeCommandRunner(
      healthy() + [
        .init(
          command: checkout.up, ending: .exited(code: 1),
          errors: "prod-pw-4711 and hunter2 are an invalid size: 's3cret'\n")
      ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.launch, declared).get()
    let outcome = await launcher.perform(plan, on: declared, consent: .yes)

    #expect(outcome.verdict == .failed(reason: "••• and ••• are an invalid size: '•••'"))
    let record = try String(
      contentsOfFile: checkout.root + "/.triptych/activity.jsonl", encoding: .utf8)
    #expect(record.contains("an invalid size: '•••'"))
    for secret in ["prod-pw", "hunter2", "s3cret"] { #expect(!record.contains(secret)) }
  }

  @Test func `a failure names the container that Compose names, with its last lines`() async throws
  {
    let words = "Error response from daemon: driver failed on trading-dev-api-1: port is taken"
    let runner = FakeCommandRunner(
      healthy() + [
        .init(command: checkout.up, ending: .exited(code: 1), errors: words + "\n")
      ])
    checkout.engine.set {
      $0.containers[0].log = [.init("one\n"), .init("two\u{1B}[2J\n", .errors)]
    }
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.launch, declared).get()
    let outcome = await launcher.perform(plan, on: declared, consent: .yes)
    runner.expectAllRan()

    #expect(outcome.verdict == .failed(reason: words))
    #expect(outcome.failingService == "api")
    #expect(outcome.lastLines == ["one", "two\\u{1b}[2J"])
  }

  @Test func `an engine that died during the launch is what failed`() async throws {
    let engine = checkout.engine
    let runner = FakeCommandRunner(
      healthy() + [
        .init(command: checkout.up, ending: .exited(code: 1), errors: "container x exited (143)\n")
        {
          engine.set { $0.faults["*"] = .says("") }
        }
      ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.launch, declared).get()
    let outcome = await launcher.perform(plan, on: declared, consent: .yes)

    #expect(
      outcome.verdict
        == .engineUnreachable(reason: "The engine at \(engine.address) ended the connection."))
  }

  @Test func `a plan that Compose refuses is refused in its words`() async throws {
    let runner = FakeCommandRunner([
      .init(
        command: checkout.rehearsal, ending: .exited(code: 15), errors: "validating x.yml: no\n")
    ])

    let plan = try await checkout.launcher(runner).plan(.launch, environment())

    #expect(plan == .failure(PlanRefusal(.refused(reason: "validating x.yml: no"))))
  }

  @Test func `rendering that fails refuses the launch`() async throws {
    let launcher = try checkout.launcher(FakeCommandRunner([]))
    let folder = checkout.root + "/.triptych/run/dev"
    try FileManager.default.removeItem(atPath: folder)
    try "".write(toFile: folder, atomically: true, encoding: .utf8)

    let plan = await launcher.plan(.launch, environment())

    #expect(
      plan
        == .failure(
          PlanRefusal(.refused(reason: "cannot create \(folder): it exists and is not a folder"))))
  }

  @Test func `what was made for a launch stands in its plan`() async throws {
    var declared = declared
    declared.declaredSecrets = [DeclaredSecret("token", .token)]
    let launcher = try checkout.launcher(FakeCommandRunner(healthy()))

    let first = try await launcher.plan(.launch, declared).get()
    let second = try await launcher.plan(.launch, declared).get()

    #expect(first.notes == [Plan.Note("made token for dev")])
    #expect(first.lines.contains("  made token for dev"))
    #expect(second.notes == [])
    #expect(second.observed == first.observed)
  }

  @Test func `a launch that the host cannot hold is refused with the numbers`() async throws {
    let refused = try await plan(reserved: "2G", limit: "2G")

    #expect(
      refused
        == .failure(
          PlanRefusal(
            .refused(reason: "dev would reserve 2.0 GiB of memory, but tiny has 1.0 GiB."))))
  }

  @Test func `limits above the host are a warning in the plan`() async throws {
    let plan = try await plan(reserved: "1G", limit: "1.5G").get()

    #expect(
      plan.notes.map(\.description) == [
        "warning: dev could take 1.5 GiB of memory, but tiny has 1.0 GiB"
      ])
  }

  @Test func `a host of unknown size does not prevent a launch`() async throws {
    let plan = try await plan(reserved: "2G", limit: "2G", processors: 0, memory: 0).get()

    #expect(plan.notes == [])
  }

  private func plan(
    reserved: String, limit: String,
    processors: Int = 2, memory: Int = 1 << 30
  ) async throws -> Result<Plan, PlanRefusal> {
    var declared = declared
    let origin = Origin(layer: .compose)
    declared.settings = [
      Setting(
        SettingKey(.compose, "services.api.deploy.resources.limits.memory"),
        layerValues: [.init(.string(limit), origin)]),
      Setting(
        SettingKey(.compose, "services.api.deploy.resources.reservations.memory"),
        layerValues: [.init(.string(reserved), origin)]),
    ]
    checkout.engine.set {
      $0.name = "tiny"
      $0.processors = processors
      $0.memory = memory
    }
    return await (try checkout.launcher(FakeCommandRunner(healthy()))).plan(.launch, declared)
  }

  @Test func `a stop that leaves something behind has failed`() async throws {
    let runner = FakeCommandRunner(
      healthy() + [
        .init(command: checkout.down, errors: " Container trading-dev-api-1  Stopping\n")
      ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.stop, environment()).get()
    let outcome = await launcher.perform(plan, on: environment(), consent: .yes)

    #expect(plan.commands == [checkout.down])
    #expect(outcome.verdict == .failed(reason: "api is still there: trading-dev-api-1"))
  }

  @Test func `a stop that Compose refuses keeps its words`() async throws {
    let runner = FakeCommandRunner(
      healthy() + [
        .init(command: checkout.down, ending: .exited(code: 1), errors: "no idea\n")
      ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.stop, environment()).get()
    let outcome = await launcher.perform(plan, on: environment(), consent: .yes)

    #expect(outcome.verdict == .failed(reason: "no idea"))
  }

  @Test func `an act that cannot be recorded is not done`() async throws {
    let runner = FakeCommandRunner(healthy())
    let launcher = try checkout.launcher(runner)
    let plan = try await launcher.plan(.stop, environment()).get()
    try checkout.blockActivity()

    let outcome = await launcher.perform(plan, on: environment(), consent: .yes)

    guard case .refused(let reason) = outcome.verdict else {
      Issue.record("\(outcome)")
      return
    }
    #expect(reason.contains("activity.jsonl: it is not a regular file"))
  }

  private var declared: Environment {
    environment(services: [Service(name: "api", image: "img:1", hasHealthCheck: true)])
  }

  /// Sets the engine up: a container that is healthy, and its image.
  private func healthy() -> [FakeCommandRunner.Reply] {
    let container = checkout.container { $0.health = "healthy" }
    checkout.engine.set {
      $0.containers = [container]
      $0.images = ["img:1"]
    }
    return [
      .init(
        command: checkout.rehearsal,
        errors: " DRY-RUN MODE -  Container trading-dev-api-1  Recreate\n", repeats: true)
    ]
  }
}

struct `Building what a launch needs` {
  private let checkout = LaunchCheckout()

  @Test func `the plan says so, and make does it`() async throws {
    try checkout.write("images:\n", to: "Makefile")
    let runner = FakeCommandRunner(
      empty + [
        .init(command: "make images", output: "compiling\n", effect: make("img:1")),
        .init(command: checkout.up, ending: .exited(code: 1), errors: "enough\n"),
      ])
    let launcher = try checkout.launcher(runner, buildMinutes: 4)

    let plan = try await launcher.plan(.launch, declared).get()
    let outcome = await launcher.perform(plan, on: declared, consent: .yes)
    runner.expectAllRan()

    #expect(plan.commands == ["make images", checkout.up])
    #expect(plan.stepLines.first == "build images  img:1  image missing, about 4 minutes")
    #expect(outcome.verdict == .failed(reason: "enough"))
    let make = runner.ran.first { $0.executable == "make" }
    #expect(make?.environment["DOCKER_HOST"] == checkout.engine.address)
  }

  @Test(arguments: [
    (CommandResult.Ending.exited(code: 2), "make images ended with code 2"),
    (.notStarted("make is not installed"), "make is not installed"),
  ])
  func `a build that fails is the launch's failure`(
    ending: CommandResult.Ending, reason: String
  ) async throws {
    try checkout.write("images:\n", to: "Makefile")
    let runner = FakeCommandRunner(
      empty + [.init(command: "make images", ending: ending, errors: "boom\n")])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.launch, declared).get()
    let outcome = await launcher.perform(plan, on: declared, consent: .yes)

    #expect(outcome.verdict == .failed(reason: reason))
  }

  @Test func `a build that made another image is a failure`() async throws {
    try checkout.write("images:\n", to: "Makefile")
    let runner = FakeCommandRunner(empty + [.init(command: "make images")])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.launch, declared).get()
    let outcome = await launcher.perform(plan, on: declared, consent: .yes)

    #expect(
      outcome.verdict == .failed(reason: "make images succeeded, but did not make img:1"))
  }

  @Test func `a build may choose another image, and the files are rendered again for it`()
    async throws
  {
    try checkout.write("images:\n", to: "Makefile")
    let runner = FakeCommandRunner([
      .init(
        command: checkout.rehearsal, errors: " DRY-RUN MODE -  Container a  Creating\n",
        repeats: true),
      .init(command: checkout.images, output: "img:1\n"),
      .init(command: checkout.images, output: "img:1\n"),
      .init(
        command: "make images",
        effect: { [checkout] in
          checkout.engine.set { $0.images.insert("mine:1") }
          try? checkout.write("API_IMAGE=mine:1\n", to: ".triptych/images.env")
        }),
      .init(command: checkout.images, output: "mine:1\n"),
      .init(command: checkout.up, ending: .exited(code: 1), errors: "enough\n"),
    ])
    let launcher = try checkout.launcher(runner)

    let plan = try await launcher.plan(.launch, declared).get()
    let outcome = await launcher.perform(plan, on: declared, consent: .yes)
    runner.expectAllRan()

    #expect(outcome.verdict == .failed(reason: "enough"))
    #expect(
      try String(
        contentsOfFile: checkout.root + "/.triptych/run/dev/current/compose.env", encoding: .utf8
      ).hasSuffix("\nAPI_IMAGE=mine:1\n"))
  }

  @Test func `an image that was chosen since the environment was loaded is not missing`()
    async throws
  {
    let runner = FakeCommandRunner(
      [
        .init(command: checkout.rehearsal, repeats: true),
        .init(command: checkout.images, output: "mine:1\ntrading-dev-built\n"),
      ])
    checkout.engine.set { $0.images = ["mine:1"] }
    let services = [Service(name: "api", image: "img:1"), Service(name: "built")]

    let plan = try await checkout.launcher(runner)
      .plan(.launch, environment(services: services)).get()
    runner.expectAllRan()

    #expect(plan.commands == [checkout.up])
  }

  @Test func `images that Compose does not tell refuse the plan`() async throws {
    let runner = FakeCommandRunner([
      .init(command: checkout.rehearsal, repeats: true),
      .init(command: checkout.images, ending: .exited(code: 15), errors: "validating x.yml: no\n"),
    ])

    let plan = try await checkout.launcher(runner).plan(.launch, declared)

    #expect(plan == .failure(PlanRefusal(.refused(reason: "validating x.yml: no"))))
  }

  private var declared: Environment {
    environment(services: [Service(name: "api", image: "img:1")])
  }

  private var empty: [FakeCommandRunner.Reply] {
    [
      .init(
        command: checkout.rehearsal,
        errors: " DRY-RUN MODE -  Container trading-dev-api-1  Creating\n",
        repeats: true),
      .init(command: checkout.images, output: "img:1\n", repeats: true),
    ]
  }

  /// What an image is like once it was made.
  private func make(_ image: String) -> @Sendable () -> Void {
    let engine = checkout.engine
    return { engine.set { $0.images.insert(image) } }
  }
}
