import ArgumentParser
import Environments

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Says what runs, a line a service.",
    discussion: "Exits with 69 when an engine cannot be asked.")

  @Argument(
    help: "The environments; all of them when none is named.", completion: Completions.environments)
  var environments: [String] = []

  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let checkout = try Checkout(checkout)
    let configuration = try runToEnd { await checkout.resolved() }
    let chosen = try checkout.environments(environments, in: configuration)
    let statuses = try runToEnd { await checkout.status(of: chosen) }
    let now = PointInTime.now.seconds
    let left = checkout.workspace.interruptions(of: chosen)
    switch output.format {
    case .json: StandardStreams.output(StatusReport.json(chosen, statuses, left, now: now))
    case .text: StandardStreams.output(StatusReport.text(chosen, statuses, left, now: now))
    }
    if statuses.contains(where: { $0.engine != .answering }) { throw Outcome.engineUnreachable }
  }
}
