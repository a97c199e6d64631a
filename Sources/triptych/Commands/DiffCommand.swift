import ArgumentParser
import Environments
import Operations

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Lists every difference between environments, with origins.",
    discussion: """
      Accepted differences are only counted; --accepted lists them with their reason, and so do json and markdown in any \
      case. --exit-code ignores them.
      """)

  @Argument(
    help: "The environments to compare; all of them when none is named.",
    completion: Completions.environments)
  var environments: [String] = []

  @Flag(name: .customLong("exit-code"), help: "Exit with 1 when a difference is not accepted.")
  var exitCode = false

  @Flag(help: "Also list the differences that are accepted, each with its reason.")
  var accepted = false

  @OptionGroup var compose: OfflineOption
  @OptionGroup var checkout: CheckoutOptions

  @Option(help: "How to print the answer: text, json, or markdown for a pull request.")
  var format: DifferencesFormat = .text

  func run() throws {
    let checkout = try Checkout(checkout)
    let offline = compose.offline
    let configuration = try runToEnd { await checkout.resolved(offline: offline) }
    let chosen = try checkout.environments(environments, in: configuration)
    let matrix = compare(chosen, accepted: configuration.accepted)
    let report = DifferenceReport(
      matrix, firstStep: chosen.first.map(configuration.firstStep(toCompare:)))
    let notes = offline ? [] : chosen.compactMap(noteOfUnresolved)
    switch format {
    case .json: StandardStreams.output(report.json)
    case .text:
      StandardStreams.output(report.text(listsAccepted: accepted, shown: SecretGate.process.masked))
    case .markdown: StandardStreams.output(report.markdown(notes: notes))
    }
    for note in notes { StandardStreams.error("note: \(note)") }
    if exitCode, matrix.rows.contains(where: \.isOpen) { throw Outcome.no }
  }

  /// A note on files that Compose did not resolve: a difference in their text may be none in meaning.
  private func noteOfUnresolved(_ environment: Environment) -> String? {
    switch environment.composeState {
    case .resolved: nil
    case .partial(let reason): "\(environment.name) is compared without what is missing: \(reason)"
    case .asWritten: "\(environment.name) is compared as written: docker compose is missing"
    case .failed(let reason), .unasked(let reason):
      "\(environment.name) is compared as written: \(reason)"
    }
  }
}

/// How `diff` prints its answer; markdown is for pull requests.
enum DifferencesFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, markdown
}
