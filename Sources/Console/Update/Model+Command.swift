extension Model {
  /// Runs a line: the same as its key, with the same guards and objections.
  mutating func run(_ line: String) -> [Effect] {
    prompt = nil
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
    if viewContext == .logs { return takeInLogs(action, .enter) }
    if let objection = objection(to: action) {
      say(.info, objection)
      return []
    }
    return take(action)
  }

  /// Focuses the environment and selects the service that a command names. Gives back what is wrong with them.
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
    if let service { select(service) }
    return nil
  }

  private func objection(to name: String, of command: KeyBinding) -> String {
    let kinds = command.arguments
    if kinds.isEmpty { return "\(command.action.word) takes no argument, and \(name) was given." }
    let nouns = [
      kinds.contains(.environment) ? "environment" : nil,
      kinds.contains(.service) ? "service" : nil,
    ]
    return "There is no \(nouns.compactMap(\.self).joined(separator: " or ")) \(name)."
  }

  private mutating func select(_ service: String) {
    trail = [.overview]
    filters[.overview] = nil
    relist()
    if let row = row(of: .service(service)) { cursors[place]?.row = row }
  }

  private func unknown(_ word: String) -> String {
    let elsewhere = keys.bindings.contains { $0.isCommand && $0.action.word == word }
    return elsewhere
      ? "\(word) has no meaning in this view." : "There is no command \(word); : lists them all."
  }

  private mutating func remember(_ line: String) {
    history.removeAll { $0 == line }
    history.append(line)
    if history.count > Prompt.historyMax { history.removeFirst() }
  }
}
