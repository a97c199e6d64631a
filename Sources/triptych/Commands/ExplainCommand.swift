import ArgumentParser
import Environments

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows where a value comes from: every layer, the winning one first.",
    discussion: """
      With --compose instead of KEY, shows what Compose is given: the call, its files, the variables from the shell, and \
      the digest that plans are bound to.
      """)

  @Argument(help: "The environment.", completion: Completions.environments) var environment: String
  @Argument(help: "The key, as `show` prints it.", completion: Completions.keys) var key: String?
  @Flag(name: .customLong("compose"), help: "Show what Compose is given, instead of a key.")
  var explainsCompose = false
  @OptionGroup var compose: OfflineOption
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard (key == nil) == explainsCompose else {
      throw ValidationError("name a key, or give --compose")
    }
  }

  func run() throws {
    let checkout = try Checkout(checkout)
    let offline = compose.offline
    guard let key else {
      let found = try checkout.environment(
        environment, in: runToEnd { await checkout.declared() })
      let given = try runToEnd { await checkout.composeGiven(for: found, offline: offline) }
      return StandardStreams.output(output.format == .json ? given.json : given.text)
    }
    let found = try checkout.environment(
      environment, in: runToEnd { await checkout.resolved(offline: offline) })
    let explanations = explain(found, path: key)
    guard !explanations.isEmpty else {
      StandardStreams.error("error: \(environment) has no setting \(key)")
      if let near = NearestName.of(key, among: found.settings.map(\.key.path)) {
        StandardStreams.error("  hint: did you mean \(near)?")
      }
      throw Outcome.usage
    }
    reportAsWritten([found], isOffline: offline)
    switch output.format {
    case .json:
      StandardStreams.output(
        SettingsReport.json(of: found, settings: explanations.map(\.setting)))
    case .text:
      StandardStreams.output(explanations.map(\.text).joined(separator: "\n\n"))
    }
  }
}
