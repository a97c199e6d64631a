/// The keys as a document.
package enum KeyReference {
  /// The complete text of `docs/keys.md`, generated from the key table.
  package static var markdown: String {
    var lines = ["# Keys", "", "Generated from the key table by `triptych`; do not edit.", ""]
    lines += [
      "Arrow keys and vim keys move. A lower-case key never acts on a stack. A key that cannot act",
      "says why. Every action outside dialogs and motions is a command as well: `:launch prod`.",
      "",
      "A digit focuses an environment at once. When a letter that moves follows within a second, the",
      "digits are a count: the focus goes back, and the movement is repeated that often: `5j`, `3n`,",
      "`10G`. Arrows take no count, so `3` and `↓` are a focus and a step.",
    ]
    for group in KeyBinding.Group.allCases {
      lines += [
        "", "## \(group.rawValue)", "", "| key | action | what it does | where |",
        "| --- | --- | --- | --- |",
      ]
      lines += KeyTable.standard.bindings.filter { $0.group == group }.map(row)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func row(_ binding: KeyBinding) -> String {
    let keys = (binding.written.map { [$0] } ?? binding.keys.map(\.label))
      .map { "`\($0)`" }.joined(separator: " ")
    let word = binding.group == .dialogs ? "" : "`\(binding.action.word)`"
    return "| \(keys) | \(word) | \(binding.help) | \(binding.places) |"
  }
}

extension KeyBinding {
  /// The contexts of the key, in words.
  package var places: String {
    if contexts.isSuperset(of: KeyContext.views) { return "everywhere" }
    return KeyContext.allCases.filter(contexts.contains).map(\.words).joined(separator: ", ")
  }
}
