import ArgumentParser
import Environments
import Glibc
import Operations

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Runs the smoke tests of an environment against its stack.",
    discussion: """
      Reports whether each test passes, and whether the tests prove what smoke.demands names. The \
      requests change data, so the command asks first: --yes answers, for a protected environment --confirm NAME. \
      Exits with 1 when a test fails or a demanded proof is missing, with 69 when the engine does not answer, with 124 \
      when smoke.deadline has passed.
      """)

  @Argument(help: "The environment.", completion: Completions.environments) var environment: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Only these tests; all of them when none is named.", valueName: "test"))
  var only: [String] = []

  @OptionGroup var consent: ConsentOptions
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let checkout = try Checkout(checkout)
    // The smoke tests do not depend on the model that Compose resolves, and the engine tells what runs.
    let configuration = try runToEnd { await checkout.inOrder(checkout.declared()) }
    let target = try checkout.environment(environment, in: configuration)
    try refuseWhenUndeclared(target)
    // The report names missing proofs, so SMK01 does not refuse the run.
    try refuseWhenBroken(configuration, for: target, except: ["SMK01"])
    guard let plan = SmokePlan(of: target, only: only) else {
      return try report(SmokeReport(of: target, [], ending: .complete, tookMilliseconds: 0))
    }
    try refuseUnknownTests(plan)
    let adopt = consent.adopt
    if !ConsentOptions.canAsk,
      case .refused(let reason)? = objection(to: plan, consent: consent.passed(target))?.verdict
    {
      return try report(plan.notRun(.refused(reason: reason)))
    }
    let obstacle = try runToEnd { await checkout.smokeRunner(adopt: adopt).obstacle(to: plan) }
    if let obstacle { return try report(plan.notRun(obstacle)) }
    if output.format == .text { StandardStreams.error(plan.text) }
    let given = consent.given(
      to: "Test", target, guardrail: plan.guardrail,
      lacking: { objection(to: plan, consent: $0) })
    let showsProgress = output.format == .text && isatty(STDERR_FILENO) == 1
    try report(
      runCancellable {
        await checkout.smokeRunner(adopt: adopt).run(plan, consent: given) { progress in
          if showsProgress { StandardStreams.error("  \(progress.text)") }
        }
      })
  }

  private func refuseUnknownTests(_ plan: SmokePlan) throws {
    let names = plan.suite.tests.map(\.name)
    for name in only where !names.contains(name) {
      StandardStreams.error("error: \(environment) has no smoke test '\(name)'")
      let near = NearestName.of(name, among: names).map { "did you mean \($0)?" }
      StandardStreams.error("  hint: \(near ?? "there are \(names.joined(separator: ", "))")")
      throw Outcome.usage
    }
  }

  private func report(_ report: SmokeReport) throws {
    StandardStreams.output(output.format == .json ? report.json : report.text)
    switch report.ending {
    case .complete where report.isPassed: return
    case .complete, .failed: throw Outcome.no
    case .cancelled: throw Outcome.cancelled
    case .deadlinePassed: throw Outcome.deadline
    case .refused: throw Outcome.refused
    case .engineUnreachable: throw Outcome.engineUnreachable
    case .lockedBy: throw Outcome.locked
    }
  }
}

extension SmokePlan {
  /// The report of a run that ended before its first test.
  fileprivate func notRun(_ ending: SmokeReport.Ending) -> SmokeReport {
    SmokeReport(
      of: environment, suite.tests.map { SmokeResult(test: $0, verdict: .notRun) },
      ending: ending, tookMilliseconds: 0)
  }
}
