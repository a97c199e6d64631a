import ArgumentParser

/// Whether to leave docker alone: shared by the commands that can answer without it.
struct OfflineOption: ParsableArguments {
  @Flag(help: "Ask neither Compose nor an engine: everything as written.")
  var offline = false
}
