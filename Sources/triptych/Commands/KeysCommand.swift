import ArgumentParser
import Console
import Environments

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Prints the keys in force, and what is wrong with one's own.",
    discussion: """
      One's own are in triptych/keys.yaml in $XDG_CONFIG_HOME, or in ~/.config: `keys:` is a map from actions to a \
      key or a list of keys, `mouse: false` leaves the mouse to the terminal. Exits with 1 when a key has two meanings \
      or the file has another error.
      """)

  @Flag(help: "Print the problems only.") var check = false
  @OptionGroup var output: FormatOption

  func run() throws {
    let file = UserFiles.keys()
    switch output.format {
    case .json: StandardStreams.output(KeysReport(file).json)
    case .text:
      if !check { StandardStreams.output(KeysReport(file).text) }
      for problem in file.problems { StandardStreams.error(problem.description) }
    }
    if !file.problems.isEmpty { throw Outcome.no }
  }
}
