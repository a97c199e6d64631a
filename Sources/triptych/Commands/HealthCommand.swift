import ArgumentParser
import Environments

struct HealthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health", abstract: "Runs the checks of environments, all at once.",
    discussion: "Exits with 1 when a check fails, 69 when the engine cannot be asked.")

  @Argument(
    help: "The environments; all of them when none is named.", completion: Completions.environments)
  var environments: [String] = []

  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let checkout = try Checkout(checkout)
    let configuration = try runToEnd { await checkout.resolved() }
    let chosen = try checkout.environments(environments, in: configuration)
    let answer = try runToEnd { await checkout.health(of: chosen) }
    switch output.format {
    case .json: StandardStreams.output(HealthReport.json(of: answer.reports))
    case .text: StandardStreams.output(answer.reports.map(\.text).joined(separator: "\n\n"))
    }
    if answer.reports.allSatisfy(\.isHealthy) { return }
    let unreachable = answer.statuses.contains { $0.engine != .answering }
    throw unreachable ? Outcome.engineUnreachable : Outcome.no
  }
}
