import ArgumentParser
import Environments

struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows the effective settings of an environment.",
    discussion: "Secrets are shown as fingerprints, never as values.")

  @Argument(help: "The environment.", completion: Completions.environments) var environment: String
  @Argument(help: "Only keys that begin with this.", completion: Completions.keys) var prefix:
    String?
  @OptionGroup var compose: OfflineOption
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let checkout = try Checkout(checkout)
    let offline = compose.offline
    let found = try checkout.environment(
      environment, in: runToEnd { await checkout.resolved(offline: offline) })
    let settings = found.settings.filter { $0.key.path.hasPrefix(prefix ?? "") }
    switch output.format {
    case .json: StandardStreams.output(SettingsReport.json(of: found, settings: settings))
    case .text: StandardStreams.output(SettingsReport.text(of: settings))
    }
  }
}
