import ArgumentParser
import Environments

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the environments.",
    discussion: """
      In a repository that declares nothing, the files that are not used are named, each with the reason.
      """)

  @Flag(help: "Also print why each environment that was found is read as it is.") var why = false
  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let checkout = try Checkout(checkout)
    let configuration = try runToEnd { await checkout.declared() }
    let leftOut = configuration.leftOut
    if configuration.environments.isEmpty, !leftOut.apps.isEmpty { return show([], leftOut) }
    show(
      try checkout.environments([], in: configuration), leftOut,
      configuration.firstStep)
  }

  private func show(_ environments: [Environment], _ leftOut: LeftOut, _ firstStep: String? = nil) {
    switch output.format {
    case .json: StandardStreams.output(json(environments, leftOut))
    case .text:
      let lines =
        leftOut.chooseLines(beside: environments.count) + leftOut.lines
        + (why ? leftOut.unreadLines : [])
      let rows = environments.isEmpty ? [] : [Columns.text(environments.map(row))]
      let readings = environments.flatMap { why ? $0.whyLines : $0.otherLines }
      StandardStreams.output(
        (rows + readings + lines + [firstStep].compactMap(\.self)).joined(separator: "\n"))
    }
  }

  private func row(_ environment: Environment) -> [String] {
    [
      environment.name, environment.tierWord, environment.target.project,
      environment.isProtected ? "protected" : "",
      environment.services.map(\.name).joined(separator: " "),
    ]
  }

  private func json(_ environments: [Environment], _ leftOut: LeftOut) -> String {
    let lines = environments.map { environment in
      JSONValue.object([
        "name": .string(environment.name),
        "tier": .string(environment.tierWord),
        "project": .string(environment.target.project),
        "protected": .bool(environment.isProtected),
        "declared": .bool(environment.found == nil),
        "services": .array(environment.services.map { .string($0.name) }),
        "why": .array((environment.found?.why ?? []).map { .string($0) }),
      ])
    }
    return JSONValue.object([
      "schema_version": .integer(1), "environments": .array(lines),
      "apps": .array(leftOut.apps.map { .string($0) }), "not_used": leftOut.filesAsJSON,
      "not_read": .array(leftOut.unread.map { .string($0) }),
    ]).text
  }
}

extension Environment {
  /// Why a found environment is read as it is, below its name.
  fileprivate var whyLines: [String] {
    guard let found else { return [] }
    return ["\(name):"] + found.why.map { "  \($0)" }
  }

  /// The other reading, where the evidence is split.
  fileprivate var otherLines: [String] {
    guard let other = found?.otherReading else { return [] }
    return ["\(name) could also be \(other): list --why has the evidence"]
  }
}

extension LeftOut {
  /// The files that are not used, each with the reason.
  var filesAsJSON: JSONValue {
    .array(files.map { .object(["path": .string($0.path), "reason": .string($0.reason)]) })
  }
}
