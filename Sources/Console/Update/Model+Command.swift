import Environments

// Running a typed command.
extension Model {
  /// Runs a command like its key, with the same guards and objections.
  mutating func run(_ line: String) -> [Effect] {
    input = .view
    var words = line.split(separator: " ").map(String.init)
    guard !words.isEmpty else { return [] }
    remember(words.joined(separator: " "))
    let first = words.removeFirst()
    if words.isEmpty, let row = Int(first) {
      go(toRow: min(row, Count.max))
      return []
    }
    guard let command = command(named: first) else {
      say(.info, unknown(first))
      return []
    }
    if let problem = choose(words, for: command) {
      say(.info, problem)
      return []
    }
    return run(command.action)
  }

  private mutating func run(_ action: Action) -> [Effect] {
    if action == .focusOne { return [] }
    if action == .quit { return leave() }
    if let objection = objection(to: action) {
      say(.info, objection)
      return []
    }
    return take(action)
  }

  /// Focuses the environment and selects the service in a command. Returns what is wrong with them, or `nil`.
  private mutating func choose(_ words: [String], for command: KeyBinding) -> String? {
    let word = command.action.word
    if words.isEmpty {
      return command.action == .focusOne ? "\(word) needs the name of an environment." : nil
    }
    var environment: Int?
    var service: String?
    for name in words {
      if command.arguments.contains(.environment), environment == nil,
        let index = self.environment(named: name)
      {
        environment = index
      } else if command.arguments.contains(.service), service == nil,
        let found = self.service(named: name)
      {
        service = found
      } else {
        return objection(to: name, of: command)
      }
    }
    if let environment { focus(environment) }
    if let service, !select(service) { return "There is no service \(service)." }
    return nil
  }

  private func objection(to name: String, of command: KeyBinding) -> String {
    let kinds = command.arguments
    if kinds.isEmpty { return "\(command.action.word) takes no argument, but \(name) was given." }
    let nouns = [
      kinds.contains(.environment) ? "environment" : nil,
      kinds.contains(.service) ? "service" : nil,
    ]
    return "There is no \(nouns.compactMap(\.self).joined(separator: " or ")) \(name)."
  }

  /// Puts the cursor on a service of the overview, whatever the overview was narrowed to. False when it is not there.
  private mutating func select(_ service: String) -> Bool {
    goHome()
    guard case .overview(var overview) = view else { return false }
    overview.narrow(to: "")
    overview.onlyFaults = false
    view = .overview(overview)
    relist()
    let now = context
    view.change { $0.select(.service(service), now) }
    return content.selectedService(context) == service
  }

  private func unknown(_ word: String) -> String {
    let elsewhere = keys.bindings.contains { $0.isCommand && $0.action.word == word }
    return elsewhere
      ? "\(word) is not available in this view." : "There is no command \(word); : lists them all."
  }

  private mutating func remember(_ line: String) {
    history.removeAll { $0 == line }
    history.append(line)
    if history.count > Prompt.historyMax { history.removeFirst() }
  }
}

// Completing a command while it is typed.
extension Model {
  /// The commands that are available in the current view.
  var commands: [KeyBinding] {
    keys.bindings.filter { $0.isCommand && $0.contexts.contains(content.keyContext) }
  }

  /// The list above the command line, best first.
  var completions: [Completion] {
    guard let prompt = input.prompt else { return [] }
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

  /// The command with the word, or with a unique beginning of it.
  func command(named word: String) -> KeyBinding? {
    commands.first { $0.action.word == word }
      ?? only(commands.filter { $0.action.word.hasPrefix(word) })
  }

  /// The environments and services that a command may still take.
  private func arguments(of command: KeyBinding, given: some Sequence<String>) -> [Completion] {
    var all: [Completion] = []
    if command.arguments.contains(.environment), !given.contains(where: isEnvironment) {
      all += environments.map {
        Completion(word: $0.name, help: $0.tierWord + ($0.isProtected ? ", protected" : ""))
      }
    }
    if command.arguments.contains(.service), !given.contains(where: isService) {
      all += context.catalog.services.map { Completion(word: $0.name, help: "service") }
    }
    return all
  }

  func environment(named word: String) -> Int? {
    world.position(ofEnvironment: word)
      ?? only(environments.indices.filter { environments[$0].name.hasPrefix(word) })
  }

  func service(named word: String) -> String? {
    let names = context.catalog.services.map(\.name)
    return names.first { $0 == word } ?? only(names.filter { $0.hasPrefix(word) })
  }

  private func isEnvironment(_ word: String) -> Bool { world.position(ofEnvironment: word) != nil }

  private func isService(_ word: String) -> Bool {
    context.catalog.services.contains { $0.name == word }
  }

  private func only<Element>(_ elements: [Element]) -> Element? {
    elements.count == 1 ? elements[0] : nil
  }
}
