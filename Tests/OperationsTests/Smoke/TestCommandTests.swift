import Environments
import Glibc
import Processes
import TestSupport
import Testing

@testable import Operations

/// `triptych test`, as its user runs it, against a small local server.
@Suite(.timeLimit(.minutes(1)))
struct `The test command` {
  let checkout: Checkout
  init() throws { checkout = try Checkout() }

  private func declare(_ url: String, tier: String, _ more: String = "") throws {
    try checkout.write(
      "configs/environment/one.yaml",
      """
      schema_version: 1
      environment: {tier: \(tier)}
      target: {project: one}
      smoke:
        url: \(url)
        deadline: 10s
        demands:
          orders: an order is taken and cancelled
          cors: only allowed web pages may call
        tests:
          - name: order
            proves: orders
            steps:
              - {name: place, request: POST /orders, body: "{}", status: 201}
          - name: pages
            proves: cors
            steps:
              - {name: other, request: GET /orders, status: 200, lacks_headers: [Access-Control-Allow-Origin]}
      \(more)
      """)
  }

  private func server() throws -> SmokeServer {
    try SmokeServer { request, _ in SmokeServer.reply(request.line == "POST /orders" ? 201 : 200) }
  }

  /// Proves `smoke.url`.
  @Test func `in development it asks nothing, and says what is met`() async throws {
    let server = try server()
    try declare(server.url, tier: "development")

    let result = await triptych("test", "one")

    #expect(result.ending == .exited(code: 0), "\(result.errors)")
    #expect(
      result.output.replacing(/[0-9.]+ ms/, with: "N ms").replacing(/\ +N ms/, with: " N ms") == """
        one is as demanded: 2 of 2 tests pass, N ms
          order  passed N ms
          pages  passed N ms
        one demands
          cors    met      only allowed web pages may call: pages
          orders  met      an order is taken and cancelled: order

        """)
    #expect(
      result.errors == """
        Test one at \(server.url): 2 tests

          order  POST /orders
          pages  GET /orders

        """)
  }

  @Test func `a test that fails is a no with its reason`() async throws {
    let server = try SmokeServer { _, _ in SmokeServer.reply(500) }
    try declare(server.url, tier: "development")

    let result = await triptych("test", "one", "--only", "order", "--format", "json")

    #expect(result.ending == .exited(code: 1))
    #expect(result.output.contains(#""reason" : "expected 201, answered 500""#))
    #expect(result.errors == "")
    #expect(server.lines == ["POST /orders"])
  }

  @Test func `a proof that is missing is a no, although every test passes`() async throws {
    let server = try server()
    try declare(server.url, tier: "staging")
    try checkout.write(
      "configs/environment/base.yaml",
      "schema_version: 1\nsmoke: {demands: {login: a wrong password is refused}}\n")

    let refused = await triptych("test", "one")
    let result = await triptych("test", "one", "--yes")

    #expect(refused.ending == .exited(code: 77))
    #expect(refused.output == "The test of one is refused: it needs a yes: pass --yes\n")
    #expect(result.ending == .exited(code: 1))
    #expect(result.output.contains("one is not as demanded: 2 of 2 tests pass"))
    #expect(
      result.output.contains(
        "  login   missing  a wrong password is refused: no test proves it\n"))
    #expect(server.lines.count == 2)
  }

  @Test func `a protected environment has its name typed`() async throws {
    let server = try server()
    try declare(
      server.url, tier: "production", "rules: [{name: SMK01, severity: \"off\", reason: New.}]")

    let without = await triptych("test", "one", "--yes")
    let wrong = await triptych("test", "one", "--confirm", "two")
    let result = await triptych("test", "one", "--confirm", "one")

    #expect(without.ending == .exited(code: 77))
    #expect(wrong.ending == .exited(code: 77))
    #expect(
      without.output == "The test of one is refused: it is protected: pass --confirm one\n")
    #expect(
      wrong.output == "The test of one is refused: the name given is 'two', not 'one'\n")
    #expect(result.ending == .exited(code: 0))
    #expect(result.output.hasSuffix("one demands nothing\n"))
    #expect(server.lines.count == 2)
  }

  @Test func `an unknown test is a usage error with the nearest name`() async throws {
    try declare("http://127.0.0.1:1", tier: "development")

    let result = await triptych("test", "one", "--only", "ordr")

    #expect(result.ending == .exited(code: 64))
    #expect(
      result.errors == """
        error: one has no smoke test 'ordr'
          hint: did you mean order?

        """)
  }

  @Test(arguments: [
    ("", "one demands nothing\n"),
    (
      "smoke: {demands: {login: a wrong password is refused}}\n",
      "one demands\n  login  missing  a wrong password is refused: no test proves it\n"
    ),
  ])
  func `without tests it says so, and that is a no`(more: String, demands: String) async throws {
    try checkout.write(
      "configs/environment/one.yaml",
      "schema_version: 1\nenvironment: {tier: development}\ntarget: {project: one}\n\(more)")

    let result = await triptych("test", "one")

    #expect(result.ending == .exited(code: 1))
    #expect(result.output == "one has no smoke tests\n\(demands)")
  }

  @Test func `a suite that is wrong is not run`() async throws {
    try declare("http://127.0.0.1:1", tier: "development", "loging: {}")

    let result = await triptych("test", "one")

    #expect(result.ending == .exited(code: 1))
    #expect(result.errors.hasSuffix("refused: one is not valid; nothing was done\n"))
  }

  @Test func `a deadline that passes has a code of its own`() async throws {
    let server = try LoopbackServer { LoopbackServer.waitForHangUp($0) }
    try declare("http://127.0.0.1:\(server.port)", tier: "development")

    let result = await triptych("test", "one", "--set", "smoke.deadline=200ms")

    #expect(result.ending == .exited(code: 124))
    #expect(result.output.hasPrefix("The test of one did not end within smoke.deadline, "))
  }

  @Test func `an interrupt cancels it`() async throws {
    let checkout = checkout
    let server = try LoopbackServer { connection in
      LoopbackServer.readRequest(connection)
      let process = (try? checkout.text("pid")).flatMap { Int32($0.dropLast()) }
      if let process { kill(process, SIGINT) }
      LoopbackServer.waitForHangUp(connection)
    }
    try declare("http://127.0.0.1:\(server.port)", tier: "development")
    let script = "echo $$ > '\(checkout.path("pid"))'; exec \"$@\""
    let command = Command(
      "/bin/sh",
      ["-c", script, "sh", BuiltProducts.folder + "/triptych", "-C", checkout.root]
        + ["test", "one"], environment: environment, deadline: .seconds(30))

    let result = await SubprocessRunner().run(command)

    #expect(result.ending == .exited(code: 130), "\(result.errors)")
    #expect(result.output.hasPrefix("The test of one was cancelled."))
  }

  @Test func `an engine that is not there has a code of its own`() async throws {
    try declare("http://127.0.0.1:1", tier: "development")
    try checkout.write("c.yml", "services: {}\n")

    let result = await triptych("test", "one", "--set", "target.compose_files=[c.yml]")

    #expect(result.ending == .exited(code: 69), "\(result.errors)")
    #expect(result.output.hasPrefix("The test of one did not reach the engine: "))
  }

  private var environment: [String: String] {
    [
      "HOME": checkout.root, "PATH": "/usr/bin:/bin",
      "DOCKER_HOST": "unix://\(checkout.root)/nowhere.sock",
    ]
  }

  private func triptych(_ words: String...) async -> CommandResult {
    await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/triptych", ["-C", checkout.root] + words,
        environment: environment, deadline: .seconds(30)))
  }
}
