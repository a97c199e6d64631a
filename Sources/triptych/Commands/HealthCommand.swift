import ArgumentParser
import Environments
import Operations

struct HealthCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health", abstract: "Runs the checks of environments, all at once.",
    discussion: """
      Exits with 1 when a check fails, with 69 when a check needs an engine that does not answer, with 77 when the engine \
      may not be asked. --watch repeats the \
      checks and prints every change until ^C, and then a summary: as text one line for each change, as JSON one \
      document on one line for each round. The last round decides the exit code; after ^C it is 130.
      """)

  @Argument(
    help: "The environments; all of them when none is named.", completion: Completions.environments)
  var environments: [String] = []

  @Flag(help: "Repeat the checks and print what changes.")
  var watch = false
  @Option(
    help: ArgumentHelp(
      "Seconds between rounds; by default the shortest interval of the checks.",
      valueName: "seconds"))
  var interval: Int?
  @Option(help: ArgumentHelp("End after this many rounds.", valueName: "rounds"))
  var count: Int?

  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard watch || (interval == nil && count == nil) else {
      throw ValidationError("--interval and --count need --watch")
    }
    if let interval, !(1...86_400).contains(interval) {
      throw ValidationError("--interval must be a number of seconds from 1 to 86400")
    }
    if let count, count < 1 { throw ValidationError("--count must be at least 1") }
  }

  func run() throws {
    let checkout = try Checkout(checkout)
    let configuration = try runToEnd { await checkout.resolved(patience: .looking) }
    let chosen = try checkout.environments(environments, in: configuration)
    checkout.reportSilence(of: chosen, in: configuration)
    if watch { return try watch(chosen, in: checkout) }
    let answer = try runToEnd { await checkout.health(of: chosen) }
    switch output.format {
    case .json: StandardStreams.output(HealthReport.json(of: answer.reports))
    case .text:
      let texts = answer.reports.map {
        $0.lines(shown: SecretGate.process.masked).joined(separator: "\n")
      }
      StandardStreams.output(texts.joined(separator: "\n\n"))
    }
    try end(answer)
  }

  private func watch(_ chosen: [Environment], in checkout: Checkout) throws {
    let shortest = chosen.flatMap(\.effectiveChecks).map(\.intervalSeconds).min()
    let watch = HealthWatch(
      checkout: checkout, environments: chosen, isJSON: output.format == .json,
      intervalSeconds: interval ?? shortest ?? Check.usualIntervalSeconds, rounds: count)
    let (answer, wasCancelled) = runCancellable { await watch.run() }
    if wasCancelled { throw Outcome.cancelled }
    if let answer { try end(answer) }
  }

  private func end(_ answer: HealthAnswer) throws {
    if answer.isHealthy { return }
    throw answer.failure.map(Outcome.engine) ?? Outcome.no
  }
}
