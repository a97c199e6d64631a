import Environments
import Processes
import TestSupport
import Testing

@testable import Operations

struct `Waiting for Compose` {
  private let now = ContinuousClock.now

  @Test func `a plugin that hangs is waited for once, whatever the number of environments`() async {
    let environments = (1...9).map { environment("e\($0)") }
    let runner = FakeCommandRunner([
      .init(command: "docker --context default compose…", ending: .deadlinePassed, repeats: true)
    ])

    let answers = await docker(runner, limiter: Limiter(limit: 1)).composeAnswers(
      for: environments, root: "/repo", patience: .looking)

    #expect(runner.ran.count == 1)
    #expect(runner.ran[0].deadline == .seconds(5))
    #expect(answers.count == 9)
    #expect(
      Set(answers.values) == [.unavailable("Compose did not answer within 5000 ms.")])
  }

  @Test func `one environment that hangs does not silence the others`() {
    let wait = ComposeWait(.looking)

    wait.hasEnded(.exited(code: 0))
    wait.hasEnded(.deadlinePassed)

    #expect(wait.next() == .deadline(.seconds(5)))
  }

  @Test(arguments: [CommandResult.Ending.exited(code: 15), .signaled(9)])
  func `an answer after the deadline of another ends the silence`(ending: CommandResult.Ending) {
    let wait = ComposeWait(.looking)

    wait.hasEnded(.deadlinePassed)
    wait.hasEnded(ending)

    #expect(wait.next() == .deadline(.seconds(5)))
  }

  @Test func `a plugin that is slow takes no longer for many environments than for one`() {
    let wait = ComposeWait(.glancing, start: now)

    #expect(wait.next(at: now) == .deadline(.seconds(3)))
    wait.hasEnded(.exited(code: 0))
    #expect(wait.next(at: now + .seconds(2)) == .deadline(.seconds(1)))
    #expect(
      wait.next(at: now + .seconds(3)) == .over("Compose did not answer within 3000 ms."))
  }

  @Test func `what decides an act may take as long as each file needs`() {
    let wait = ComposeWait(.acting, start: now)

    #expect(wait.next(at: now + .seconds(3_600)) == .deadline(.seconds(20)))
  }
}
