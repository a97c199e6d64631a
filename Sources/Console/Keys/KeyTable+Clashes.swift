import Canvas

extension KeyTable {
  /// One key that means two things in one place.
  struct Clash: Hashable {
    var key: Key
    var context: KeyContext
    var actions: [Action]
  }

  /// Empty in a sound table.
  var clashing: [Clash] {
    KeyContext.allCases.flatMap { context in
      let meanings = bindings.filter { $0.contexts.contains(context) }
        .flatMap { binding in binding.keys.map { (key: $0, action: binding.action) } }
      return Dictionary(grouping: meanings, by: \.key).filter { $0.value.count > 1 }
        .map { Clash(key: $0, context: context, actions: $1.map(\.action)) }
        .sorted { $0.key.label < $1.key.label }
    }
  }

  /// The same in words.
  package var clashes: [String] {
    clashing.map { "\($0.key.label) has two meanings in \($0.context.rawValue)" }
  }

  /// The table with other keys for some actions of the views. What belongs to dialogs stays: each keeps its way out.
  func remapped(_ keys: [Action: [Key]]) -> KeyTable {
    KeyTable(
      bindings.map { binding in
        guard binding.group != .dialogs, let own = keys[binding.action] else { return binding }
        var binding = binding
        binding.keys = own
        binding.written = nil
        return binding
      })
  }
}
