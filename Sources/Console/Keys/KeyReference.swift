/// The keys as a document.
package enum KeyReference {
  /// `docs/keys.md`, whole: generated from the key table, never edited.
  package static var markdown: String {
    var lines = ["# Keys", "", "Generated from the key table by `triptych`; do not edit.", ""]
    lines += [
      "Arrow keys and vim keys move. A lower-case key never acts on a stack. A key that cannot act",
      "says why.",
    ]
    for group in KeyBinding.Group.allCases {
      lines += [
        "", "## \(group.rawValue)", "", "| key | what it does | where |", "| --- | --- | --- |",
      ]
      lines += KeyTable.standard.bindings.filter { $0.group == group }.map(row)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ binding: KeyBinding) -> String {
    let keys = (binding.written.map { [$0] } ?? binding.keys.map(\.label))
      .map { "`\($0)`" }.joined(separator: " ")
    return "| \(keys) | \(binding.help) | \(places(binding.contexts)) |"
  }

  private static func places(_ contexts: Set<KeyContext>) -> String {
    if contexts.isSuperset(of: KeyContext.views) { return "everywhere" }
    return KeyContext.allCases.filter(contexts.contains).map(\.words).joined(separator: ", ")
  }
}
