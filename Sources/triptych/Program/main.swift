StandardStreams.endWhenOutputIsLost()
let words = Array(CommandLine.arguments.dropFirst())
if words.isEmpty {
  // Parsing an empty command line would take a tenth of the time to the first frame.
  do {
    try ConsoleCommand.open(Checkout(directory: nil, overrides: []))
  } catch {
    Triptych.exit(withError: error)
  }
} else {
  Triptych.main(withVerbFirst(words))
}
