import Environments
import Foundation
import Processes
import TestSupport
import Testing

@testable import Operations

struct `Calling Compose` {
  /// Proves `target.project`, `target.context`, `target.compose_files`, `target.env_files`.
  /// Proves `target.profiles`.
  @Test func `everything that decides stands in argv, and what is shown reads docker compose`() {
    var environment = environment("prod", context: "prod-host")
    environment.target.composeFiles.append("docker/extra.yml")
    environment.target.profiles = ["metrics"]
    let docker = docker(FakeCommandRunner([]))
    let project = ComposeProject(
      environment, endpoint: docker.endpoint(of: environment.target), root: "/repo")

    let command = docker.compose(["up", "-d"], of: project, deadline: .seconds(60))

    let shared = """
      -p trading-prod -f docker/docker-compose.prod.yml -f docker/extra.yml \
      --env-file docker/.env.prod --profile metrics --progress plain up -d
      """
    #expect("\(command)" == "docker --context prod-host compose \(shared)")
    #expect(command.executable == "/plugins/docker-compose")
    #expect(command.arguments.joined(separator: " ") == "--context prod-host \(shared)")
    #expect(command.workingDirectory == "/repo")
    #expect(command.input == nil)
  }

  @Test func `the rendered variables come last`() throws {
    let root = NSTemporaryDirectory() + "repo-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: root + "/.triptych/run/dev", withIntermediateDirectories: true)
    try "".write(
      toFile: root + "/.triptych/run/dev/compose.env", atomically: true, encoding: .utf8)
    try "".write(toFile: root + "/.triptych/images.env", atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: root) }

    let command = docker(FakeCommandRunner([])).compose(
      ["ps"], of: ComposeProject(environment(), endpoint: .host(nowhere), root: root), deadline: nil
    )

    #expect(
      "\(command)".contains(
        "--env-file docker/.env.dev --env-file .triptych/run/dev/compose.env --progress plain ps"))
  }

  @Test func `local choices of images count before anything is rendered`() throws {
    let root = NSTemporaryDirectory() + "repo-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: root + "/.triptych", withIntermediateDirectories: true)
    try "".write(toFile: root + "/.triptych/images.env", atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: root) }

    let command = docker(FakeCommandRunner([])).compose(
      ["ps"], of: ComposeProject(environment(), endpoint: .host(nowhere), root: root), deadline: nil
    )

    #expect(
      "\(command)".contains("--env-file docker/.env.dev --env-file .triptych/images.env --progress")
    )
  }

  @Test func `the resolved model comes with Compose's warnings, each once`() async {
    let warning = #"time="2026-11-23T00:34:01Z" level=warning msg="The \"B\" variable is not set.""#
    let runner = FakeCommandRunner([
      .init(command: configCommand, output: "{}", errors: warning + "\n" + warning + "\n")
    ])

    let answers = await docker(runner).composeAnswers(for: [environment()], root: "/repo")

    #expect(answers == ["dev": .model(json: "{}", warnings: [#"The "B" variable is not set."#])])
    #expect(runner.ran[0].environment["TRIPTYCH_RUN"] == "/repo/.triptych/run/dev")
    #expect(runner.ran[0].environment["TRIPTYCH_SECRETS"] == "/repo/.triptych/secrets/dev")
    #expect(runner.ran[0].environment["TRIPTYCH_REVISION"] == "unrendered")
    #expect(runner.ran[0].environment["TRIPTYCH_FILES_REVISION"] == "unrendered")
  }

  @Test(arguments: [
    (
      CommandResult.Ending.exited(code: 15),
      "time=\"t\" level=warning msg=careful\nvalidating x.yml: services.api.ports must be a list\n",
      "validating x.yml: services.api.ports must be a list"
    ),
    (.exited(code: 1), "", "Compose gave no reason."),
    (.exited(code: 1), "time=\"t\" level=warning msg=\"only a\\nwarning\"\n", "only a\nwarning"),
  ])
  func `a refusal is in Compose's own words`(
    ending: CommandResult.Ending, errors: String, words: String
  ) async {
    let runner = FakeCommandRunner([
      .init(command: configCommand, ending: ending, errors: errors)
    ])

    let answer = await docker(runner).composeAnswer(for: environment(), root: "/repo")

    #expect(answer == .refused(words))
  }

  @Test(arguments: [
    (CommandResult.Ending.deadlinePassed, "Compose did not answer within 20000 ms."),
    (.cancelled, "The request was cancelled before Compose answered."),
    (.notStarted("it is gone"), "it is gone"),
  ])
  func `no answer is no refusal`(ending: CommandResult.Ending, words: String) async {
    let runner = FakeCommandRunner([.init(command: configCommand, ending: ending)])

    let answer = await docker(runner).composeAnswer(for: environment(), root: "/repo")

    #expect(answer == .unavailable(words))
  }

  private let configCommand = """
    docker --context default compose -p trading-dev -f docker/docker-compose.dev.yml \
    --env-file docker/.env.dev --progress plain config --format json
    """
}
