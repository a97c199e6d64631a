import ArgumentParser
import Environments

struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the environments.")

  @OptionGroup var checkout: CheckoutOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let checkout = try Checkout(checkout)
    let configuration = try runToEnd { await checkout.declared() }
    let environments = try checkout.environments([], in: configuration)
    switch output.format {
    case .json: StandardStreams.output(json(environments))
    case .text: StandardStreams.output(Columns.text(environments.map(row)))
    }
  }

  private func row(_ environment: Environment) -> [String] {
    [
      environment.name, environment.tier.rawValue, environment.target.project,
      environment.isProtected ? "protected" : "",
      environment.services.map(\.name).joined(separator: " "),
    ]
  }

  private func json(_ environments: [Environment]) -> String {
    let lines = environments.map { environment in
      JSONValue.object([
        "name": .string(environment.name),
        "tier": .string(environment.tier.rawValue),
        "project": .string(environment.target.project),
        "protected": .bool(environment.isProtected),
        "declared": .bool(environment.found == nil),
        "services": .array(environment.services.map { .string($0.name) }),
      ])
    }
    return JSONValue.object(["schema_version": .integer(1), "environments": .array(lines)]).text
  }
}
