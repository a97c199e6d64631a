import ArgumentParser

/// The operator's word, given in advance.
struct ConsentOptions: ParsableArguments {
  @Flag(help: "Answer yes to what would be asked.")
  var yes = false

  @Option(
    help: ArgumentHelp("The name of a protected environment, typed.", valueName: "name"),
    completion: Completions.environments)
  var confirm: String?

  @Flag(help: "Act on containers that another checkout launched.")
  var adopt = false
}
