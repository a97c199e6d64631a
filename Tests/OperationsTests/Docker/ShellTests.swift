import Environments
import Processes
import TestSupport
import Testing

@testable import Operations

struct `Opening a shell in a container` {
  private let container = ContainerStatus(
    id: "a1", name: "trading-dev-api-1", service: "api", state: .running)

  @Test func `takes the shell that is there, and is recorded before and after`() async throws {
    let checkout = try Checkout()
    let runner = FakeCommandRunner([.init(command: probe, output: "/bin/bash\n/bin/sh\n")])

    let shell = try await find(runner, checkout).get()
    #expect(shell.end(status: 3) == nil)

    #expect(
      shell.argv == [
        "/usr/bin/docker", "--host", nowhere, "exec", "--interactive",
        "--tty", "a1", "/bin/bash",
      ])
    let lines = try checkout.text(".triptych/activity.jsonl").split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].contains(#""phase":"intent""#))
    #expect(lines[0].contains("exec --interactive --tty a1 /bin/bash"))
    #expect(lines[1].contains(#""reason":"exit code 3""#))
  }

  @Test(arguments: [
    (
      126, "OCI runtime exec failed: exec: \"sh\": executable file not found in $PATH",
      "The image of api has neither bash nor sh."
    ),
    (127, "", "The image of api has neither bash nor sh."),
    (
      1, "Error response from daemon: Container a1 is not running",
      "trading-dev-api-1 is not running any more."
    ),
    (1, "permission denied", "No shell can be opened in trading-dev-api-1: permission denied"),
  ])
  func `says why there is none`(code: Int, errors: String, words: String) async throws {
    let runner = FakeCommandRunner([
      .init(command: probe, ending: .exited(code: code), errors: errors)
    ])

    let answer = await find(runner, try Checkout())

    #expect(throws: ShellRefusal(words)) { try answer.get() }
  }

  @Test(arguments: [
    (Consent.nothing, "it is protected: pass --confirm dev"),
    (.yes, "it is protected: pass --confirm dev"),
    (.typedName("two"), "the name given is 'two', not 'dev'"),
  ])
  func `in a protected environment is refused without its name, and nothing is asked or recorded`(
    consent: Consent, words: String
  ) async throws {
    let checkout = try Checkout()
    let runner = FakeCommandRunner([])
    var protected = environment()
    protected.isProtected = true

    let answer = await find(runner, checkout, in: protected, consent)

    #expect(throws: ShellRefusal("The shell in trading-dev-api-1 is refused: " + words)) {
      try answer.get()
    }
    #expect(runner.ran.isEmpty)
    #expect(throws: (any Error).self) { try checkout.text(".triptych/activity.jsonl") }
  }

  @Test func `in a protected environment opens with its name`() async throws {
    let runner = FakeCommandRunner([.init(command: probe, output: "/bin/sh\n")])
    var protected = environment()
    protected.isProtected = true

    let shell = try await find(runner, try Checkout(), in: protected, .typedName("dev")).get()

    #expect(shell.argv.last == "/bin/sh")
  }

  private func find(
    _ runner: FakeCommandRunner, _ checkout: Checkout, in environment: Environment = environment(),
    _ consent: Consent = .nothing
  ) async -> Result<Shell, ShellRefusal> {
    do {
      return await Shell.find(
        in: container, of: environment, consent: consent, docker: docker(runner),
        workspace: try checkout.workspace(),
        user: "ada")
    } catch {
      return .failure(ShellRefusal("\(error)"))
    }
  }

  private let probe = local + " exec a1 sh -c 'command -v bash || command -v sh'"
}
