import ArgumentParser
import Environments

struct UpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up", abstract: "Launches an environment and waits until it is healthy.",
    discussion: """
      Shows the plan first and asks where consent is needed: --yes answers, for a protected environment --confirm \
      NAME. Without consent and without a terminal nothing is done, and the exit code is 77.
      """)

  @Argument(help: "The environment.", completion: Completions.environments) var environment: String
  @OptionGroup var consent: ConsentOptions
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    try Act(verb: .launch, environment: environment, consent: consent, format: output.format)
      .run(in: try Checkout(checkout))
  }
}
