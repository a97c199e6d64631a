import ArgumentParser
import Environments

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Checks every file against every rule, and prints all problems.",
    discussion: """
      Exits with 1 when there is an error; warnings alone pass. The resources of all environments together are \
      compared with the hosts of the engines that answer.
      """)

  @Argument(
    help: "The environments; all of them when none is named.", completion: Completions.environments)
  var environments: [String] = []

  @Flag(
    help:
      "Print every warning where environments are found, not declared, instead of one line a code."
  )
  var all = false
  @OptionGroup var compose: OfflineOption
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let checkout = try Checkout(checkout)
    let offline = compose.offline
    let configuration = try runToEnd { await checkout.resolved(offline: offline, asksHosts: true) }
    let chosen = try checkout.environments(environments, in: configuration).map(\.name)
    let problems = configuration.problems.filter {
      environments.isEmpty || $0.environments.isEmpty
        || !$0.environments.allSatisfy { !chosen.contains($0) }
    }
    switch output.format {
    case .json: StandardStreams.output(ProblemReport.json(problems))
    case .text:
      let text = configuration.text(of: problems, among: chosen, listsAll: all)
      let unused = environments.isEmpty ? configuration.leftOut.lines : []
      StandardStreams.output((text.entries + unused + [text.summary]).joined(separator: "\n"))
    }
    if problems.contains(where: { $0.severity == .error }) { throw Outcome.no }
  }
}

/// Problems as JSON, each with the environments that it holds for.
enum ProblemReport {
  static func json(_ problems: [Diagnostic]) -> String {
    JSONValue.object([
      "schema_version": .integer(1), "problems": .array(problems.map(object)),
    ]).text
  }

  static func object(_ problem: Diagnostic) -> JSONValue {
    var object: [String: JSONValue] = [
      "severity": .string(problem.severity.rawValue),
      "code": .string(problem.code),
      "message": .string(problem.message),
      "environments": .array(problem.environments.map { .string($0) }),
      "related": .array(problem.related.map(place)),
    ]
    if let hint = problem.hint { object["hint"] = .string(hint) }
    if let location = problem.location { object["location"] = place(location) }
    return .object(object)
  }

  private static func place(_ location: Location) -> JSONValue {
    .object([
      "file": .string(location.file), "line": .integer(location.line),
      "column": .integer(location.column),
    ])
  }
}
