/// The words of a command line with the verb in front: `-C dir up dev`, as git and make take it, means `up dev -C dir`.
func withVerbFirst(_ words: [String]) -> [String] {
  var options: [String] = []
  var rest = words[...]
  while let word = rest.first, let count = wordsOfSharedOption(word), rest.count >= count {
    options += rest.prefix(count)
    rest = rest.dropFirst(count)
  }
  let names = Triptych.configuration.subcommands.compactMap { $0.configuration.commandName }
  guard let verb = rest.first, names.contains(verb) else { return words }
  return rest + options
}

/// How many words an option that every verb has takes with its value; `nil` for any other word.
private func wordsOfSharedOption(_ word: String) -> Int? {
  switch word {
  case "-C", "--directory", "--set": 2
  case _ where word.hasPrefix("--directory=") || word.hasPrefix("--set="): 1
  default: nil
  }
}
