import ArgumentParser
import Environments

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Checks every file and every rule, all problems at once.",
    discussion: """
      Exits with 1 when there is an error; warnings alone pass. What the environments take together is held \
      against the hosts of those engines that answer.
      """)

  @Argument(
    help: "The environments; all of them when none is named.", completion: Completions.environments)
  var environments: [String] = []

  @OptionGroup var compose: OfflineOption
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let checkout = try Checkout(checkout)
    let offline = compose.offline
    let configuration = try runToEnd { await checkout.resolved(offline: offline, asksHosts: true) }
    let chosen = try checkout.environments(environments, in: configuration).map(\.name)
    let problems = configuration.problems.filter {
      environments.isEmpty || $0.environments.isEmpty
        || !$0.environments.allSatisfy { !chosen.contains($0) }
    }
    switch output.format {
    case .json: StandardStreams.output(ProblemReport.json(problems))
    case .text:
      for problem in problems { StandardStreams.error(problem.description) }
      StandardStreams.output(ProblemReport.summary(problems, environments: chosen.count))
    }
    if problems.contains(where: { $0.severity == .error }) { throw Outcome.no }
  }
}
