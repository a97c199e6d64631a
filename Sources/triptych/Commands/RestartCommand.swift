import ArgumentParser
import Environments

struct RestartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restart",
    abstract: "Restarts an environment, or some of its services, and waits until they are healthy.",
    discussion: """
      Restarts one service after another, each after those that it depends on. Containers keep their configuration: \
      the plan reports newer declarations, which `up` applies. A service that does not run is refused. Asks as `up` \
      does.
      """)

  @Argument(help: "The environment.", completion: Completions.environments) var environment: String
  @Argument(
    help: "The services; all that run when none is named.", completion: Completions.services)
  var services: [String] = []
  @OptionGroup var consent: ConsentOptions
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try Act(
      verb: .restart, environment: environment, services: services, consent: consent,
      format: output.format
    ).run(in: try Checkout(checkout))
  }
}
