import Environments

extension Model {
  /// What can be run from the current view.
  var commands: [KeyBinding] {
    keys.bindings.filter { $0.isCommand && $0.contexts.contains(viewContext) }
  }

  /// The list above the command line, best first.
  var completions: [Completion] {
    guard let prompt else { return [] }
    guard prompt.isArgument else {
      let all = commands.map {
        Completion(
          word: $0.action.word, help: $0.help, key: $0.keys.isEmpty ? "" : $0.name,
          objection: $0.arguments.isEmpty ? objection(to: $0.action) : nil,
          acts: $0.group == .acting, takesArgument: !$0.arguments.isEmpty)
      }
      return Completion.best(of: all, typed: prompt.text)
    }
    let words = prompt.before.split(separator: " ").map(String.init)
    guard let first = words.first, let command = command(named: first) else { return [] }
    return Completion.best(
      of: arguments(of: command, given: words.dropFirst()), typed: prompt.word)
  }

  /// By its whole word, or by a beginning that no other has.
  func command(named word: String) -> KeyBinding? {
    commands.first { $0.action.word == word }
      ?? only(commands.filter { $0.action.word.hasPrefix(word) })
  }

  /// The environments and services that a command may still be given.
  private func arguments(of command: KeyBinding, given: some Sequence<String>) -> [Completion] {
    var all: [Completion] = []
    if command.arguments.contains(.environment), !given.contains(where: isEnvironment) {
      all += environments.map {
        Completion(word: $0.name, help: $0.tier.rawValue + ($0.isProtected ? ", protected" : ""))
      }
    }
    if command.arguments.contains(.service), !given.contains(where: isService) {
      all += catalog.services.map { Completion(word: $0.name, help: "service") }
    }
    return all
  }

  func environment(named word: String) -> Int? {
    environments.firstIndex { $0.name == word }
      ?? only(environments.indices.filter { environments[$0].name.hasPrefix(word) })
  }

  func service(named word: String) -> String? {
    let names = catalog.services.map(\.name)
    return names.first { $0 == word } ?? only(names.filter { $0.hasPrefix(word) })
  }

  private func isEnvironment(_ word: String) -> Bool { environments.contains { $0.name == word } }

  private func isService(_ word: String) -> Bool { catalog.services.contains { $0.name == word } }

  private func only<Element>(_ elements: [Element]) -> Element? {
    elements.count == 1 ? elements[0] : nil
  }
}
