import ArgumentParser
import Environments
import Operations

struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Writes the configuration that the containers of an environment read.",
    discussion: """
      Writes a revision, .triptych/run/ENV/REVISION with config/config.json, compose.env and copies of the secrets, \
      and makes it the one that .triptych/run/ENV/current names. A revision never changes: a container that starts again \
      reads the one it was launched with. \
      Makes each declared secret that .triptych/secrets/ENV lacks, and reports it; existing secrets stay as they are. \
      Every launch renders by itself.
      """)

  @Argument(help: "The environment.", completion: Completions.environments) var environment: String
  @Flag(
    help: "Rewrite the configuration of the current revision, for a reload; in development only.")
  var inPlace = false
  @OptionGroup var checkout: CheckoutOptions

  func run() throws {
    let checkout = try Checkout(checkout)
    let configuration = try runToEnd { await checkout.inOrder(checkout.declared()) }
    let found = try checkout.environment(environment, in: configuration)
    try refuseWhenUndeclared(found)
    try refuseWhenBroken(configuration, for: found)
    if inPlace {
      do {
        StandardStreams.output("\(try checkout.workspace.renderInPlace(found)) is rewritten")
      } catch {
        StandardStreams.error("refused: \(error)")
        throw Outcome.refused
      }
      return
    }
    let result = try checkout.render(found)
    if let made = result.made { StandardStreams.error("\(made)") }
    StandardStreams.output("\(result.folder) holds revision \(result.revision)")
  }
}
