import Engine
import Environments
import Glibc
import Loading
import Processes
import Synchronization
import Testing

@testable import Operations

/// A repository with one environment whose Compose files lead to files of every kind, and a Compose that counts how
/// often it is asked.
final class KeptAnswers: CommandRunner {
  let checkout: Checkout
  private let asked = Mutex(0)
  private let reply = Mutex(Reply())

  /// What Compose says, and what happens while it thinks.
  struct Reply: Sendable {
    var output = #"{"services": {"api": {"image": "trading-api:1"}}}"#
    var errors = ""
    var ending = CommandResult.Ending.exited(code: 0)
    var meanwhile: @Sendable (Checkout) throws -> Void = { _ in }
  }

  init() throws {
    checkout = try Checkout()
    try checkout.write("docker/compose.yml", Self.compose)
    try checkout.write("docker/over.yml", "services: {api: {restart: always}}\n")
    try checkout.write("docker/base/base.yml", "services: {base: {env_file: base.env}}\n")
    try checkout.write("docker/inner/compose.yml", "services: {in: {image: a}}\n")
    try checkout.write("docker/other/a.yml", "services: {out: {env_file: svc.env}}\n")
    for file in ["base/base", "other/a", "other/dir/svc", "api"] {
      try checkout.write("docker/\(file).env", "NAME=value\n")
    }
    try checkout.write("docker/api.labels", "team=trading\n")
    try checkout.write("docker/.env.dev", "PORT=1\n")
    try checkout.makeFolder("docker/built")
    try checkout.makeFolder("docker/src")
    checkout.link("docker/link", to: "src")
    try checkout.write("bin/docker-compose", "2.26")
    try checkout.write("home/.docker/config.json", "{}")
  }

  private static let compose = """
    include:
      - inner/compose.yml
      - {path: other/a.yml, env_file: other/a.env, project_directory: other/dir}
    services:
      api:
        extends: {file: base/base.yml, service: base}
        env_file: [api.env, {path: optional.env, required: false}]
        label_file: api.labels
        build: {context: built}
        develop: {watch: [{path: link, action: sync}]}

    """

  /// How often Compose was asked.
  var count: Int { asked.withLock { $0 } }

  func reply(_ change: (inout Reply) -> Void) { reply.withLock { change(&$0) } }

  static let environment = Environment(
    name: "dev",
    target: Target(
      project: "trading-dev", composeFiles: ["docker/compose.yml", "docker/over.yml"],
      envFiles: ["docker/.env.dev"]))

  func answer(
    _ environment: Environment = environment, variables: [String: String] = [:],
    cache: ComposeCache? = nil
  ) async throws -> ComposeAnswer {
    try await docker(variables).composeAnswer(
      for: environment, root: checkout.root, cache: cache ?? self.cache())
  }

  func docker(_ variables: [String: String] = [:]) -> Docker {
    Docker(
      installation: DockerInstallation(
        client: nil, composePlugin: checkout.path("bin/docker-compose")),
      callerEndpoint: .local,
      environment: ["PATH": "/bin", "HOME": checkout.path("home")].merging(variables) { $1 },
      runner: self)
  }

  func cache() throws -> ComposeCache {
    let workspace = try checkout.workspace()
    return ComposeCache(workspace: workspace, log: LogFile.logger(for: workspace))
  }

  func run(
    _ command: Command, onLine: (@Sendable (OutputLine) -> Void)?
  ) async -> CommandResult {
    asked.withLock { $0 += 1 }
    let reply = reply.withLock { $0 }
    try? reply.meanwhile(checkout)
    return CommandResult(
      command: command, ending: reply.ending, output: reply.output, errors: reply.errors)
  }

  func run(_ command: Command, over socket: Int32) async -> CommandResult {
    close(socket)
    return CommandResult(command: command, ending: .notStarted("no engine is asked"))
  }
}

/// One thing that shapes Compose's answer, made another.
struct InputChange: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var environment = KeptAnswers.environment
  var variables: [String: String] = [:]
  var make: @Sendable (Checkout) throws -> Void = { _ in }

  static let all =
    [
      "docker/compose.yml", "docker/over.yml", "docker/.env.dev", "docker/api.env",
      "docker/optional.env", "docker/api.labels", "docker/base/base.yml", "docker/base/base.env",
      "docker/inner/compose.yml", "docker/inner/.env", "docker/other/a.yml", "docker/other/a.env",
      "docker/other/dir/svc.env", "docker/other/dir/.env", "docker/.env", ".env",
      ".triptych/run/dev/compose.env", ".triptych/images.env", "bin/docker-compose",
      "home/.docker/config.json",
    ].map(written) + [
      InputChange("a file that goes") { try $0.remove("docker/api.env") },
      InputChange("a folder that is built and goes") { try $0.remove("docker/built") },
      InputChange("a watched link that leads elsewhere") {
        try $0.remove("docker/link")
        $0.link("docker/link", to: "built")
      },
      InputChange("the checkout's key") { try $0.remove(".triptych/fingerprint.key") },
      InputChange("a profile") { $0.target.profiles = ["metrics"] },
      InputChange("the project") { $0.target.project = "other" },
      InputChange("the Compose files") { $0.target.composeFiles.removeLast() },
      InputChange("the .env files") { $0.target.envFiles = [] },
      InputChange("a variable of the caller", variables: ["HTTP_PROXY": "http://proxy"]),
      InputChange("where docker's settings are", variables: ["DOCKER_CONFIG": "/nowhere"]),
    ]

  private static func written(_ file: String) -> InputChange {
    InputChange("\(file) written") { checkout in
      let text = (try? checkout.text(file)) ?? ""
      try checkout.write(file, text + "# another line\n")
    }
  }

  init(
    _ words: String, variables: [String: String] = [:],
    make: @escaping @Sendable (Checkout) throws -> Void = { _ in }
  ) {
    testDescription = words
    self.variables = variables
    self.make = make
  }

  init(_ words: String, of change: (inout Environment) -> Void) {
    testDescription = words
    change(&environment)
  }
}
