import ArgumentParser
import Environments

struct DownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "down", abstract: "Stops an environment; volumes stay.",
    discussion: "Shows the plan first and asks as `up` does.")

  @Argument(help: "The environment.", completion: Completions.environments) var environment: String
  @OptionGroup var consent: ConsentOptions
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try Act(verb: .stop, environment: environment, consent: consent, format: output.format)
      .run(in: try Checkout(checkout))
  }
}
