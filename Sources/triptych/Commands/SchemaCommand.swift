import ArgumentParser
import Environments
import Loading

struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints the JSON Schema of configs/environment/*.yaml, for editors.")

  func run() throws { StandardStreams.output(JSONSchema.text) }
}
