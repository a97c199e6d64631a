import Canvas

extension Model {
  mutating func pressInCommand(_ prompt: Prompt, _ key: Key, _ action: Action?) -> [Effect] {
    switch action {
    case .redraw: return [.terminal(.redraw)]
    case .dismiss: input = .view
    case .accept: return accept(prompt)
    case .erase: type(prompt.text.isEmpty ? nil : String(prompt.text.dropLast()))
    case .eraseAll: type("")
    case .complete: complete(prompt)
    case .up: stepUp(prompt)
    case .down: stepDown(prompt)
    default:
      guard case .character(let character) = key else { return [] }
      // Another blank has no meaning.
      if character == " ", prompt.word.isEmpty { return [] }
      type(prompt.text + String(character))
    }
    return []
  }

  /// Replaces the text of the line; `nil` leaves the line.
  mutating func type(_ text: String?) {
    input = text.map { .command(Prompt(text: String($0.prefix(Prompt.countMax)))) } ?? .view
  }

  /// Completes with the best match; when nothing was typed yet, moves through the list instead.
  private mutating func complete(_ prompt: Prompt) {
    let list = completions
    guard prompt.choice != nil || !prompt.word.isEmpty else { return stepDown(prompt) }
    guard let chosen = list[safe: prompt.choice ?? 0] else { return }
    type(prompt.before + chosen.word + (chosen.takesArgument ? " " : ""))
  }

  private mutating func stepDown(_ prompt: Prompt) {
    if let recalled = prompt.recalled { return recall(recalled - 1) }
    let count = completions.count
    guard count > 0 else { return }
    // With typed text, the first row is already the choice.
    let before = prompt.choice ?? (prompt.word.isEmpty ? -1 : 0)
    choose(min(count - 1, before + 1))
  }

  /// Chooses a row of the list above the line.
  mutating func choose(_ row: Int?) {
    guard var prompt = input.prompt else { return }
    prompt.choice = row
    input = .command(prompt)
  }

  private mutating func stepUp(_ prompt: Prompt) {
    if let recalled = prompt.recalled { return recall(recalled + 1) }
    guard let choice = prompt.choice else {
      if prompt.text.isEmpty { recall(0) }
      return
    }
    choose(choice == 0 ? nil : choice - 1)
  }

  /// Recalls an earlier command, 0 being the newest; before that, the line is empty again.
  private mutating func recall(_ back: Int) {
    guard back >= 0 else { return type("") }
    guard back < history.count else { return }
    input = .command(Prompt(text: history[history.count - 1 - back], recalled: back))
  }

  private mutating func accept(_ prompt: Prompt) -> [Effect] {
    let list = completions
    if let chosen = prompt.choice.flatMap({ list[safe: $0] }) {
      return run(prompt.before + chosen.word)
    }
    guard !prompt.isArgument, let best = list.first, !prompt.text.isEmpty else {
      return run(prompt.text)
    }
    // A fuzzy match does not act at once: it goes onto the line, so that the operator sees it and takes it with
    // Enter.
    if best.acts, !best.word.hasPrefix(prompt.text.lowercased()) {
      type(best.word)
      return []
    }
    return run(best.word)
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
