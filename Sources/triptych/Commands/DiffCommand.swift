import ArgumentParser
import Environments

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Lists every difference between environments, with origins.",
    discussion: "Accepted differences are listed with their reason; they do not count.")

  @Argument(help: "The environments to compare; all of them when none is named.")
  var environments: [String] = []

  @Flag(name: .customLong("exit-code"), help: "Exit with 1 when a difference is not accepted.")
  var exitCode = false

  @OptionGroup var compose: OfflineOption
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let checkout = try Checkout(checkout)
    let offline = compose.offline
    let configuration = try runToEnd { await checkout.resolved(offline: offline) }
    let chosen = try checkout.environments(environments, in: configuration)
    let matrix = compare(chosen, accepted: configuration.accepted)
    switch output.format {
    case .json: StandardStreams.output(DifferenceReport(matrix).json)
    case .text: StandardStreams.output(DifferenceReport(matrix).text)
    }
    if !offline { warnOfUnresolved(chosen) }
    if exitCode, matrix.rows.contains(where: \.isOpen) { throw Outcome.no }
  }

  /// What was compared as written is said, lest a difference in interpolation be taken for one in meaning.
  private func warnOfUnresolved(_ environments: [Environment]) {
    for environment in environments {
      switch environment.composeState {
      case .resolved: continue
      case .asWritten:
        StandardStreams.error("note: \(environment.name) is compared as written: no docker compose")
      case .failed(let reason):
        StandardStreams.error("note: \(environment.name) is compared as written: \(reason)")
      }
    }
  }
}
