import ArgumentParser
import Loading

/// The options for the repository, shared by every command.
struct CheckoutOptions: ParsableArguments {
  @Option(
    name: [.customShort("C"), .customLong("directory")],
    help: ArgumentHelp("The root of the repository.", valueName: "dir"), completion: .directory)
  var directory: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp("Overrides a setting of every environment.", valueName: "key=value"))
  var overrides: [String] = []
}
