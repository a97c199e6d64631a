import Canvas
import Console
import Environments

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
