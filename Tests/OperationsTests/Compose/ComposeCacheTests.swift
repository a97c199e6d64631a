import Environments
import Foundation
import Loading
import Processes
import Testing

@testable import Operations

struct `Compose's answer, kept` {
  let kept: KeptAnswers

  init() throws { kept = try KeptAnswers() }

  @Test func `is not asked for again while nothing has changed`() async throws {
    let warning = #"time="t" level=warning msg="The \"B\" variable is not set.""# + "\n"
    kept.reply { $0.errors = warning }

    let fresh = try await kept.answer()
    let again = try await kept.answer()

    #expect(kept.count == 1)
    #expect(again == fresh)
    let model = try #require(
      MaskedModel(
        answer: KeptAnswers.Reply().output, fingerprint: kept.checkout.workspace().fingerprinter()))
    #expect(again == .masked(model, warnings: [#"The "B" variable is not set."#]))
  }

  @Test(arguments: InputChange.all)
  func `is asked for again when what shapes it changes`(change: InputChange) async throws {
    _ = try await kept.answer()
    _ = try await kept.answer()
    #expect(kept.count == 1)

    try change.make(kept.checkout)
    _ = try await kept.answer(change.environment, variables: change.variables)

    #expect(kept.count == 2)
  }

  @Test func `is not asked for again when a file is written with what it says`() async throws {
    _ = try await kept.answer()

    let text = try kept.checkout.text("docker/compose.yml")
    try kept.checkout.remove("docker/compose.yml")
    try kept.checkout.write("docker/compose.yml", text)
    try kept.checkout.write("docker/README.md", "new")
    _ = try await kept.answer()

    #expect(kept.count == 1)
  }

  @Test(arguments: [
    CommandResult.Ending.exited(code: 1), .signaled(9), .deadlinePassed, .cancelled,
    .notStarted("it is gone"),
  ])
  func `is none where Compose gave none`(ending: CommandResult.Ending) async throws {
    kept.reply { $0.ending = ending }

    _ = try await kept.answer()
    _ = try await kept.answer()

    #expect(kept.count == 2)
    #expect((try? kept.checkout.names(".triptych/cache")) == nil)
  }

  @Test func `is no answer where it is no JSON of a project`() async throws {
    kept.reply { $0.output = "[]" }

    let answer = try await kept.answer()

    #expect(answer == .model(json: "[]", warnings: []))
    #expect((try? kept.checkout.names(".triptych/cache")) == nil)
  }

  @Test(
    arguments: [
      { @Sendable checkout in try checkout.write("docker/api.env", "NAME=other\n") },
      // There and back: Compose may have seen either.
      { checkout in
        try checkout.write("docker/api.env", "NAME=other\n")
        try checkout.write("docker/api.env", "NAME=value\n")
      },
      { checkout in try checkout.write("docker/optional.env", "NAME=other\n") },
      { checkout in
        try checkout.write("docker/over.yml", "services: {api: {env_file: late.env}}\n")
      },
    ] as [@Sendable (Checkout) throws -> Void])
  func `is not kept when a file changes while Compose reads`(
    meanwhile: @escaping @Sendable (Checkout) throws -> Void
  ) async throws {
    kept.reply { $0.meanwhile = meanwhile }
    _ = try await kept.answer()
    kept.reply { $0.meanwhile = { _ in } }

    _ = try await kept.answer()
    _ = try await kept.answer()

    #expect(kept.count == 2)
  }

  @Test func `is not kept where it is not known what Compose reads`() async throws {
    try kept.checkout.write(
      "docker/over.yml", "services: {api: {env_file: '${NAME:-api}.env'}}\n")

    _ = try await kept.answer()
    _ = try await kept.answer()

    #expect(kept.count == 2)
  }

  @Test func `is not kept where a file of it lies elsewhere`() async throws {
    try kept.checkout.remove("docker/api.env")
    kept.checkout.link("docker/api.env", to: "/etc/hostname")

    _ = try await kept.answer()
    _ = try await kept.answer()

    #expect(kept.count == 2)
  }
}

struct `The file of a kept answer` {
  let kept: KeptAnswers
  private let file = ".triptych/cache/dev.json"

  init() throws { kept = try KeptAnswers() }

  @Test func `is for its owner alone, and JSON`() async throws {
    _ = try await kept.answer()

    #expect(try kept.checkout.names(".triptych/cache") == ["dev.json"])
    #expect(kept.checkout.mode(".triptych/cache") == "700")
    #expect(kept.checkout.mode(file) == "600")
    let json = JSONValue(json: Array(try kept.checkout.text(file).utf8))
    #expect(json?.member(at: "kept.environment") == .string("dev"))
  }

  @Test(
    arguments: [
      { @Sendable _ in "" }, { String($0.dropLast()) }, { String($0.prefix(200)) }, { $0 + " " },
      { $0.replacing("trading-api:1", with: "trading-api:2") },
      { $0.replacing("docker/compose.yml", with: "docker/compose.yaml") },
      { $0.replacing(#"{"seal":""#, with: #"{"seal":"0"#) }, { _ in "{}" },
      { _ in String(repeating: "[", count: 100_000) },
    ] as [@Sendable (String) -> String])
  func `is not believed once it is another`(
    edited: @Sendable (String) -> String
  ) async throws {
    let fresh = try await kept.answer()
    let text = try kept.checkout.text(file)
    #expect(edited(text) != text)

    try kept.checkout.write(file, edited(text))
    let again = try await kept.answer()

    #expect(kept.count == 2)
    #expect(again == fresh)
    #expect(try kept.checkout.text(file) == text)
  }

  @Test func `is not believed for another environment or in another checkout`() async throws {
    _ = try await kept.answer()
    var other = KeptAnswers.environment
    other.name = "prod"
    let elsewhere = try KeptAnswers()
    try elsewhere.checkout.write(file, try kept.checkout.text(file))
    try kept.checkout.write(".triptych/cache/prod.json", try kept.checkout.text(file))

    _ = try await kept.answer(other)
    _ = try await elsewhere.answer()

    #expect(kept.count == 2)
    #expect(elsewhere.count == 1)
  }

  @Test(arguments: [
    #""environment": {"DB_PASSWORD": "hunter2!"}"#,
    #""environment": {"DB_URL": "postgres://me:hunter2!@db/x"}"#,
    #""environment": {"DB_PASSWORD": "hunter2!", "URL": "amqp://a:hunter2!@mq"}"#,
    #""labels": {"api.token": "hunter2!"}"#,
    #""command": ["curl", "-H", "Authorization: Bearer hunter2!"]"#,
    #""command": ["psql", "password=hunter2!"]"#,
    #""command": ["--key", "AKIAIOSFODNN7HUNTER2"]"#,
    #""environment": {"DB_PASSWORD": "hunter2!"}, "healthcheck": {"test": "curl -u a:hunter2! x"}"#,
  ])
  func `has fingerprints in place of secrets`(said: String) async throws {
    kept.reply { $0.output = #"{"services": {"api": {\#(said)}}}"# }

    let fresh = try await kept.answer()
    let again = try await kept.answer()

    #expect(kept.count == 1)
    #expect(again == fresh)
    #expect(!(try kept.checkout.text(file)).lowercased().contains("hunter2"))
  }

  @Test(arguments: [
    #""environment": {"DB_PASSWORD": "hunter2!"}, "command": ["serve", "--with", "hunter2!"]"#,
    #""environment": {"URL": "amqp://a:hunter2!@mq", "QUEUE": "hunter2!"}"#,
    #""environment": {"API_TOKEN": "4242"}, "stop_grace_period": 4242"#,
    #""command": ["serve", "from-a-file!"]"#, #""command": ["serve", "of-a-service!"]"#,
    #""image": "from-a-file!""#,
  ])
  func `is not written where a secret stands in the open`(said: String) async throws {
    try kept.checkout.write("docker/.env.dev", "DB_PASSWORD=from-a-file!\n")
    try kept.checkout.write("docker/api.env", "MQ_PASSWORD=of-a-service!\n")
    kept.reply { $0.output = #"{"services": {"api": {\#(said)}}}"# }

    _ = try await kept.answer()
    _ = try await kept.answer()

    #expect(kept.count == 2)
    #expect((try? kept.checkout.names(".triptych/cache")) == nil)
  }

  @Test func `is kept, without a secret, where hundreds of values are secret`() async throws {
    let values = (0..<300).map { #""TOKEN_\#($0)": "secret-number-\#($0)""# }
    let environment = values.joined(separator: ", ")
    kept.reply { $0.output = #"{"services": {"api": {"environment": {\#(environment)}}}}"# }

    _ = try await kept.answer()
    _ = try await kept.answer()

    #expect(kept.count == 1)
    #expect(!(try kept.checkout.text(file)).contains("secret-number"))
  }

  @Test func `has a mask where the text of a config holds a secret`() async throws {
    let content = #"{"configs": {"c": {"content": "user: me\npassword: hunter2!\n"}}}"#
    kept.reply { $0.output = content }

    _ = try await kept.answer()

    let text = try kept.checkout.text(file)
    #expect(text.contains("user: me") && !text.contains("hunter2"))
  }

  @Test func `goes when a newer answer cannot be kept`() async throws {
    _ = try await kept.answer()
    try kept.checkout.write("docker/over.yml", "services: {api: {env_file: $NAME}}\n")

    _ = try await kept.answer()

    #expect(try kept.checkout.names(".triptych/cache") == [])
  }

  @Test func `is not believed once a variable is declared to be a secret`() async throws {
    try kept.checkout.write("docker/.env.dev", "NUMBER=secret-of-mine\n")
    kept.reply { $0.output = #"{"services": {"api": {"command": ["secret-of-mine"]}}}"# }
    var declared = KeptAnswers.environment
    declared.settings = [
      Setting(
        SettingKey(.secrets, "NUMBER"),
        layerValues: [.init(.secret(Fingerprint("f")), Origin(layer: .envFile))])
    ]

    _ = try await kept.answer()
    #expect(try kept.checkout.text(file).contains("secret-of-mine"))
    _ = try await kept.answer(declared)

    #expect(kept.count == 2)
    #expect(try kept.checkout.names(".triptych/cache") == [])
  }

  @Test func `leaves nothing behind of a process that was killed`() async throws {
    try kept.checkout.write(".triptych/cache/.dev.json.1-a.tmp", "old")
    try kept.checkout.write(".triptych/cache/.dev.json.1-b.tmp", "being written")
    utimes(kept.checkout.path(".triptych/cache/.dev.json.1-a.tmp"), [timeval(), timeval()])

    _ = await kept.docker().composeAnswers(
      for: [KeptAnswers.environment], root: kept.checkout.root, cache: try kept.cache())

    #expect(
      try kept.checkout.names(".triptych/cache") == [".dev.json.1-b.tmp", "dev.json"])
  }

  @Test func `is one for each environment, and goes with it`() async throws {
    var prod = KeptAnswers.environment
    prod.name = "prod"
    var odd = KeptAnswers.environment
    odd.name = "../Ünit"
    let docker = kept.docker()

    _ = await docker.composeAnswers(
      for: [KeptAnswers.environment, prod, odd], root: kept.checkout.root,
      cache: try kept.cache())
    let all = try kept.checkout.names(".triptych/cache")
    _ = await docker.composeAnswers(
      for: [prod], root: kept.checkout.root, cache: try kept.cache())

    #expect(all == ["=8f55cab6bb03e1a01c82796b384525d4.json", "dev.json", "prod.json"])
    #expect(try kept.checkout.names(".triptych/cache") == ["prod.json"])
    #expect(kept.count == 3)
  }

  @Test func `is not written when it is too large`() async throws {
    let text = String(repeating: "x", count: ComposeCache.entryBytesMax)
    kept.reply { $0.output = #"{"services": {"api": {"image": "\#(text)"}}}"# }

    _ = try await kept.answer()

    #expect((try? kept.checkout.names(".triptych/cache")) == nil)
  }

  @Test func `that cannot be written is told once in the log, and Compose is asked`() async throws {
    try kept.checkout.write(".triptych/cache", "in the way")
    let cache = try kept.cache()

    let first = try await kept.answer(cache: cache)
    let second = try await kept.answer(cache: cache)

    #expect(first == second)
    #expect(kept.count == 2)
    let log = try kept.checkout.text(".triptych/triptych.log")
    #expect(log.components(separatedBy: "Compose's answers cannot be kept: ").count == 2)
  }
}
