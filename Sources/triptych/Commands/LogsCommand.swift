import ArgumentParser
import Environments
import Operations

struct LogsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Prints the logs of an environment, in the order of time.",
    discussion: """
      All replicas of the services are read, or of every service when none is named. json prints one object a line. \
      Exits with 1 when a log cannot be read, 69 when the engine cannot be asked.
      """)

  @Argument(
    help: ArgumentHelp("The environment.", valueName: "env"), completion: Completions.environments)
  var environment: String
  @Argument(
    help: ArgumentHelp("Its services; all of them when none is named.", valueName: "service"),
    completion: Completions.services)
  var services: [String] = []
  @Flag(name: .shortAndLong, help: "Goes on with what is written from now on, until ^C.")
  var follow = false
  @Option(
    help: ArgumentHelp(
      "Only lines since a time, such as 2026-11-23T14:02Z, or since a span ago, such as 10m.",
      valueName: "time"))
  var since: LogStart?
  @Option(help: ArgumentHelp("Only the last lines of each replica.", valueName: "n"))
  var tail: Int?
  @Option(help: ArgumentHelp("Only lines that match a regular expression.", valueName: "regex"))
  var grep: String?
  @Flag(help: "Prints each line's time in front of it.") var timestamps = false
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    if let tail, tail < 0 { throw ValidationError("--tail takes 0 or more lines, not \(tail)") }
    let pattern = try grep.map(readPattern)
    let checkout = try Checkout(checkout)
    let environment = try checkout.environment(
      environment, in: runToEnd { await checkout.declared() })
    try checkServices(of: environment)
    let printer = LogPrinter(
      environment: environment.name, format: output.format, timestamps: timestamps,
      pattern: pattern)
    let ending = try runToEnd {
      await LogSession(
        docker: checkout.docker, environment: environment, services: Set(services),
        isFollowing: follow, since: since?.nanoseconds, tail: tail
      ).run(printer)
    }
    if let code = ending { throw code }
  }

  private func readPattern(_ text: String) throws -> LogPattern {
    do {
      return try LogPatterns.exact.read(text).get()
    } catch {
      throw ValidationError("--grep '\(text)' is no regular expression: \(error.text)")
    }
  }

  /// A service that no file names may still have containers; one that is nearly right is a slip.
  private func checkServices(of environment: Environment) throws {
    let known = environment.services.map(\.name)
    for service in services where !known.isEmpty && !known.contains(service) {
      let hint = NearestName.of(service, among: known).map { "; did you mean \($0)?" } ?? ""
      throw ValidationError("\(environment.name) has no service '\(service)'\(hint)")
    }
  }
}
