import Environments
import Testing

@testable import Operations

struct `What Compose says of a failure` {
  @Test func `a crash gives its reason, not the end of its stack`() {
    let messages = ComposeMessages(
      """
      panic: runtime error: invalid memory address
      goroutine 1 [running]:
      main.main()
      \t/build/cmd/main.go:12 +0x1d
      """)

    #expect(messages.reason == "it crashed: panic: runtime error: invalid memory address")
  }

  @Test func `a value that Compose prints whole is not its reason`() {
    let messages = ComposeMessages(
      """
      invalid interpolation format for services.api.environment.P.
      You may need to escape any $ with another $.
      pa${s3cret
      of two lines
      """)

    #expect(
      messages.reason == "invalid interpolation format for services.api.environment.P. "
        + "You may need to escape any $ with another $.")
    #expect(!"\(messages)".contains("s3cret"))
  }

  @Test(arguments: [
    ("DRY-RUN MODE - Could not find the file / in container dev-web-1", true),
    ("Error response from daemon: No such container: dryRunId", true),
    ("network shared declared as external, but could not be found", false),
    (" DRY-RUN MODE -  Container dev-web-1  Creating\nservice \"web\" has no image", false),
  ])
  func `only a fault of the rehearsal itself is no refusal`(errors: String, isFault: Bool) {
    #expect(ComposeMessages(errors).isFaultOfRehearsal == isFault)
  }

  @Test func `a warning is told in the outcome unless the plan told it`() {
    let messages = ComposeMessages(
      """
      time="2026-12-01T10:00:00Z" level=warning msg="The \\"TAG\\" variable is not set."
      time="2026-12-01T10:00:00Z" level=warning msg="Found orphan containers ([x]) for this project."
      """, by: ProgramMask(names: ["TAG"]))
    var plan = Plan(
      environment: "dev", verb: .launch, place: "", steps: [], commands: [], guardrail: .none,
      observed: "")

    #expect(
      messages.note(besides: plan) == "Compose warned: The \"TAG\" variable is not set.")
    plan.notes = [.init("Compose says: The \"TAG\" variable is not set.", isWarning: true)]
    #expect(messages.note(besides: plan) == nil)
  }
}
