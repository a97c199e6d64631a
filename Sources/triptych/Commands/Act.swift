import ArgumentParser
import Environments

/// A launch or a stop from the command line: plan, consent, deed, report.
struct Act {
  let verb: Plan.Verb
  let environment: String
  let consent: ConsentOptions
  let format: OutputFormat

  /// Throws the exit code of any outcome but success.
  func run(in checkout: Checkout) throws {
    let configuration = try runToEnd { await checkout.resolved() }
    let target = try checkout.environment(environment, in: configuration)
    try refuseWhenUndeclared(target)
    if verb == .launch { try refuseWhenBroken(configuration, for: target) }
    let plan: Plan
    let adopt = consent.adopt
    switch try runToEnd({ await checkout.plan(verb, target, adopt: adopt) }) {
    case .plan(let made): plan = made
    case .refused(let outcome): return try report(outcome)
    }
    switch format {
    case .text: StandardStreams.error(plan.text)
    case .json: for note in plan.notes { StandardStreams.error("\(note)") }
    }
    try consent.ask(
      verb.command, environment, guardrail: plan.guardrail, tier: target.tier)
    let printer = ProgressPrinter(isQuiet: format == .json)
    try report(
      try runToEnd { await checkout.perform(plan, on: target, adopt: adopt) { printer.show($0) } })
  }

  private func report(_ outcome: OperationOutcome) throws {
    switch format {
    case .json: StandardStreams.output(outcome.json)
    case .text: StandardStreams.error(outcome.text)
    }
    switch outcome.verdict {
    case .succeeded: return
    case .failed: throw Outcome.no
    case .cancelled: throw Outcome.cancelled
    case .refused: throw Outcome.refused
    case .deadlinePassed: throw Outcome.deadline
    case .engineUnreachable: throw Outcome.engineUnreachable
    case .lockedBy: throw Outcome.locked
    }
  }
}

extension Plan.Verb {
  /// As one says it to triptych: `Launch`, `Stop`.
  fileprivate var command: String {
    switch self {
    case .launch: "Launch"
    case .stop: "Stop"
    }
  }
}
