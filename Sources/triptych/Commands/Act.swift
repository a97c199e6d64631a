import ArgumentParser
import Environments
import Operations
import Processes
import Synchronization

/// A launch, a stop or a restart from the command line: plan, consent, execution, report.
struct Act {
  let verb: Plan.Verb
  let environment: String
  var services: [String] = []
  let consent: ConsentOptions
  let format: OutputFormat

  /// Throws the exit code of any outcome but success.
  func run(in checkout: Checkout) throws {
    let configuration = try checkout.resolvedToAct(on: environment)
    let target = try checkout.environment(environment, in: configuration)
    try refuseWhenUndeclared(target)
    try refuseUnknownServices(target)
    if verb == .launch { try refuseWhenBroken(configuration, for: target) }
    let plan: Plan
    let adopt = consent.adopt
    switch try runToEnd({ await checkout.plan(verb, target, services: services, adopt: adopt) }) {
    case .plan(let made): plan = made
    case .refused(let outcome): return try report(outcome)
    }
    switch format {
    case .text: StandardStreams.error(plan.text)
    case .json: for note in plan.notes { StandardStreams.error("\(note)") }
    }
    let given = consent.given(
      to: verb.imperative, target, guardrail: plan.guardrail,
      lacking: { objection(to: plan, consent: $0, environment: target) })
    let printer = ProgressPrinter(isQuiet: format == .json)
    let programs = SubprocessRunner()
    let abandonment = Abandonment()
    let outcome = runCancellable {
      await checkout.perform(
        plan, on: target, consent: given, adopt: adopt, programs: programs,
        abandonment: abandonment
      ) {
        printer.show($0)
      }
    } interrupted: { count in
      guard count > 1 else {
        return StandardStreams.error("Cancelling; a second ^C kills what still runs.")
      }
      programs.abandon()
      abandonment.abandon()
    }
    try report(outcome)
  }

  /// A name that no service has is a slip of the command line, whatever the engine says.
  private func refuseUnknownServices(_ environment: Environment) throws {
    let declared = environment.services.map(\.name)
    guard environment.brokenFiles == nil, !declared.isEmpty,
      let name = services.first(where: { !declared.contains($0) })
    else { return }
    let hint = NearestName.of(name, among: declared).map { "; did you mean \($0)?" } ?? ""
    StandardStreams.error("error: \(environment.name) has no service '\(name)'\(hint)")
    throw Outcome.usage
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

/// Prints each change of a service's phase once, to standard error.
private final class ProgressPrinter: Sendable {
  private let isQuiet: Bool
  private let shown = Mutex<Set<String>>([])

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  func show(_ progress: OperationProgress) {
    guard !isQuiet else { return }
    for line in progress.lines {
      let text = "  \(line.service): \(line.phase.words)"
      if shown.withLock({ $0.insert(text).inserted }) { StandardStreams.error(text) }
    }
  }
}
