Triptych.main(withVerbFirst(Array(CommandLine.arguments.dropFirst())))
