import ArgumentParser
import Canvas
import Console
import Environments

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Prints the keys in force, and the problems of your own keys.",
    discussion: """
      Your own keys are in triptych/keys.yaml in $XDG_CONFIG_HOME, or in ~/.config: `keys:` is a map from actions to a \
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

/// The keys in force, as text and as JSON.
struct KeysReport {
  let file: KeyFile

  init(_ file: KeyFile) { self.file = file }

  var text: String {
    let rows = file.table.bindings.map {
      [
        $0.written ?? $0.keys.map(\.label).joined(separator: " "), $0.action.word, $0.help,
        $0.places,
      ]
    }
    return Columns.text([["KEY", "ACTION", "WHAT IT DOES", "WHERE"]] + rows)
  }

  var json: String {
    JSONValue.object([
      "schema_version": .integer(1), "mouse": .bool(file.takesMouse),
      "keys": .array(file.table.bindings.map(object)),
      "problems": .array(file.problems.map(ProblemReport.object)),
    ]).text
  }

  private func object(_ binding: KeyBinding) -> JSONValue {
    .object([
      "action": .string(binding.action.word),
      "keys": .array(binding.keys.map { .string($0.notation) }),
      "help": .string(binding.help),
      "where": .array(binding.contexts.map(\.rawValue).sorted().map { .string($0) }),
    ])
  }
}
