let words = Array(CommandLine.arguments.dropFirst())
if words.isEmpty {
  // The console needs no command line, and to take an empty one apart is a tenth of the way to its first frame.
  do {
    try ConsoleCommand.open(Checkout(directory: nil, overrides: []))
  } catch {
    Triptych.exit(withError: error)
  }
} else {
  Triptych.main(withVerbFirst(words))
}
