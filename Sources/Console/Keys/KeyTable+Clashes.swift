import Canvas

extension KeyTable {
  /// One key with two meanings in one context.
  struct Clash: Hashable {
    var key: Key
    var context: KeyContext
    var actions: [Action]
  }

  /// The clashes of the table; empty in a valid one.
  var clashing: [Clash] {
    KeyContext.allCases.flatMap { context in
      let meanings = bindings.filter { $0.contexts.contains(context) }
        .flatMap { binding in binding.keys.map { (key: $0, action: binding.action) } }
      return Dictionary(grouping: meanings, by: \.key).filter { $0.value.count > 1 }
        .map { Clash(key: $0, context: context, actions: $1.map(\.action)) }
        .sorted { $0.key.label < $1.key.label }
    }
  }

  /// The clashes in words.
  package var clashes: [String] {
    clashing.map { "\($0.key.label) has two meanings in \($0.context.rawValue)" }
  }

  /// The table with other keys for some actions of the views. The keys of dialogs stay, so that every dialog can be
  /// left.
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
