import ArgumentParser
import Engine
import Environments
import Glibc
import Operations

struct LogsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "logs", abstract: "Prints the logs of an environment, in the order of time.",
    discussion: """
      Reads all replicas of the services, or of every service when none is named. --format json prints one object a \
      line. Orphans are read by their names, too. Exits with 1 when a log cannot be read, with 69 when the engine does not \
      answer, with 77 when it may not be asked.
      """)

  @Argument(
    help: ArgumentHelp("The environment.", valueName: "env"), completion: Completions.environments)
  var environment: String
  @Argument(
    help: ArgumentHelp("Its services; all of them when none is named.", valueName: "service"),
    completion: Completions.services)
  var services: [String] = []
  @Flag(name: .shortAndLong, help: "Print new lines as they are written, until ^C.")
  var follow = false
  @Option(
    help: ArgumentHelp(
      "Only lines since a time, such as 2026-11-23T14:02Z, or of the last span of time, such as 10m.",
      valueName: "time"))
  var since: LogStart?
  @Option(help: ArgumentHelp("Only the last lines of each replica.", valueName: "n"))
  var tail: Int?
  @Option(help: ArgumentHelp("Only lines that match a regular expression.", valueName: "regex"))
  var grep: String?
  @Flag(help: "Print the time in front of each line.") var timestamps = false
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    if let tail, tail < 0 { throw ValidationError("--tail takes 0 or more lines, not \(tail)") }
    let pattern = try grep.map(readPattern)
    let checkout = try Checkout(checkout)
    let environment = try checkout.environment(
      environment, in: runToEnd { await checkout.declared() })
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
      throw ValidationError("--grep '\(text)' is not a regular expression: \(error.text)")
    }
  }
}

/// Where logs begin: a time, or a span of time back from now, in the forms that `docker logs --since` accepts. A time
/// without a zone is local time.
struct LogStart: ExpressibleByArgument {
  /// Since 1970.
  let nanoseconds: Int

  /// In the year 2255: later times do not fit into nanoseconds.
  private static let secondsMax = 9_000_000_000

  init?(argument: String) {
    if let point = PointInTime(argument: argument), (0...Self.secondsMax).contains(point.seconds) {
      nanoseconds = point.seconds * 1_000_000_000
    } else if let span = DurationText.milliseconds(argument, in: ["h", "m", "s", "ms"]) {
      let now = time(nil) * 1_000
      nanoseconds = (now - min(span, now)) * 1_000_000
    } else if let seconds = Self.number(argument) {
      nanoseconds = seconds * 1_000_000_000
    } else if let moment = Self.moment(argument) {
      nanoseconds = moment
    } else {
      return nil
    }
  }

  /// Seconds since 1970, such as `1795528121`.
  private static func number(_ text: String) -> Int? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let seconds = Int(text) else {
      return nil
    }
    return seconds <= secondsMax ? seconds : nil
  }

  /// Such as `2026-11-23`, `2026-11-23T14:02` and `2026-11-23T14:02:01.5+01:00`.
  private static func moment(_ text: String) -> Int? {
    let timeOfDay = text.dropFirst(11).prefix { $0.isNumber || $0 == ":" || $0 == "." }
    let zone = text.dropFirst(11 + timeOfDay.count)
    // To the hour, the minute or the second.
    let lengths = [2, 5, 8]
    guard
      text.count == 10
        || text.dropFirst(10).first == "T" && lengths.contains(timeOfDay.prefix { $0 != "." }.count)
    else { return nil }
    let whole = timeOfDay + "00:00:00".dropFirst(timeOfDay.count)
    let here = "\(text.prefix(10))T\(whole)"
    if !zone.isEmpty { return nanosecondsSince1970(here + zone) }
    guard let asUTC = nanosecondsSince1970(here + "Z"), asUTC < secondsMax * 1_000_000_000 else {
      return nil
    }
    let rules = SystemTimeZone.rules
    // The first guess may lie on the other side of a clock change, so its offset is looked up again.
    let guess = asUTC - rules.offset(at: asUTC / 1_000_000_000) * 1_000_000_000
    return asUTC - rules.offset(at: guess / 1_000_000_000) * 1_000_000_000
  }
}
