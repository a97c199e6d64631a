extension ComposeCommand {
  /// The name that words give to the project, by Compose's precedence: `-p` before the verb, or else `COMPOSE_PROJECT_NAME`.
  /// Variables may stand for words of it; `nil` where the words give none.
  static func project(in words: [String]) -> String? {
    let options = globalOptions(words, after: isComposeOrVariable) ?? []
    return value(of: ["-p", "--project-name"], in: options)
      ?? value(of: ["COMPOSE_PROJECT_NAME"], in: words)
  }

  /// The last value, as Compose takes it.
  private static func value(of names: [String], in words: [String]) -> String? {
    var value: String?
    for (index, word) in words.enumerated() {
      let next = index + 1 < words.count ? words[index + 1] : ""
      for name in names {
        if word == name, name.hasPrefix("-") { value = next }
        if word.hasPrefix(name + "=") {
          value = String(word.dropFirst(name.count + 1))
        } else if name == "-p", word.hasPrefix(name), word != name {
          // A letter and its value may be one word.
          value = String(word.dropFirst(name.count))
        }
      }
    }
    return value.flatMap { $0.isEmpty ? nil : $0 }
  }
}
