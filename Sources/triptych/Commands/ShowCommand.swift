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
    reportAsWritten([found], isOffline: offline)
    let settings = found.settings.filter { $0.key.path.hasPrefix(prefix ?? "") }
    switch output.format {
    case .json: StandardStreams.output(SettingsReport.json(of: found, settings: settings))
    case .text: StandardStreams.output(SettingsReport.text(of: settings))
    }
  }
}

/// Settings of one environment as aligned text and as JSON.
enum SettingsReport {
  static func text(of settings: [Setting]) -> String {
    Columns.text(settings.map { [$0.key.path, $0.value.shown, place(of: $0.winner.origin)] })
  }

  static func json(of environment: Environment, settings: [Setting]) -> String {
    JSONValue.object([
      "schema_version": .integer(1),
      "environment": .string(environment.name),
      "compose": .string(environment.composeState.word),
      "settings": .array(settings.map(object)),
    ]).text
  }

  private static func place(of origin: Origin) -> String {
    origin.location?.description ?? "(\(origin.layer))"
  }

  private static func object(_ setting: Setting) -> JSONValue {
    return .object([
      "key": .string(setting.key.path),
      "source": .string(setting.key.source.rawValue),
      setting.value.memberName: JSONValue(setting.value),
      "origin": JSONValue(setting.winner.origin),
    ])
  }
}
