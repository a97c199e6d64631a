import ArgumentParser
import Environments
import Operations

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Writes the configuration that the containers of an environment read.",
    discussion: """
      Writes .triptych/run/ENV/config/config.json and .triptych/run/ENV/compose.env, without secrets in them. \
      Makes each declared secret that .triptych/secrets/ENV lacks, and reports it; existing secrets stay as they are. \
      Every launch renders by itself.
      """)

  @Argument(help: "The environment.", completion: Completions.environments) var environment: String
  @OptionGroup var checkout: CheckoutOptions

  func run() throws {
    let checkout = try Checkout(checkout)
    let configuration = try runToEnd { await checkout.declared() }
    let found = try checkout.environment(environment, in: configuration)
    try refuseWhenUndeclared(found)
    try refuseWhenBroken(configuration, for: found)
    let result = try checkout.render(found)
    if let made = result.made { StandardStreams.error("\(made)") }
    StandardStreams.output("\(result.folder) holds revision \(result.revision)")
  }
}
