extension Model {
  /// Pasted text is text: it goes into what is being typed, up to its first line break, and nowhere does it act as keys.
  mutating func paste(_ text: String) {
    let line = text.prefix { !$0.isNewline }.map { $0 == "\t" ? " " : String($0) }.joined()
    switch context {
    case .filter: narrow(String((filter + line).prefix(Self.typedCountMax)))
    case .logSearch: pasteIntoPattern(line)
    case .command: type((prompt?.text ?? "") + line)
    case .typedName: toast = Toast(level: .info, text: "The name is typed, never pasted.")
    default:
      let filter = keys.name(of: .filter)
      say(
        .info,
        "Pasting does nothing here; \(filter) and \(keys.name(of: .command)) take text.")
    }
  }
}
