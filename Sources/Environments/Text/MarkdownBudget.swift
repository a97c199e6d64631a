/// Markdown that grows until a limit: blocks that no longer fit are left out, whole.
struct MarkdownBudget {
  private(set) var text = ""
  /// In UTF-16 units, which GitHub counts at most.
  private(set) var left: Int

  init(charactersMax: Int) { left = charactersMax }

  /// Adds the block unless it would take more than what is left but for `reserve`. Returns whether it was added.
  mutating func add(_ block: String, keeping reserve: Int = 0) -> Bool {
    let count = block.utf16.count
    guard count + reserve <= left else { return false }
    text += block
    left -= count
    return true
  }
}
