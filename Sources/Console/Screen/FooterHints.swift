import Canvas

/// The keys in the footer, and their positions.
struct FooterHints: Hashable {
  struct Hint: Hashable {
    var action: Action
    var text: StyledText
    var x: Int
  }

  var hints: [Hint] = []

  /// Takes as many usable keys as fit. The key for help is always at the end.
  init(_ model: Model) {
    let context = model.keyContext
    let usable = model.keys.bindings.filter {
      !(context == .help && $0.action == .help) && $0.isHinted(in: context)
        && model.objection(to: $0.action) == nil
    }
    let help = usable.last { $0.action == .help }
    let columns = model.size.columns - model.countWidth
    let end = columns - 1 - (help.map { $0.footer.width + 3 } ?? 0)
    var x = 1
    for binding in usable where binding.action != .help {
      guard x + binding.footer.width <= end else { break }
      hints.append(Hint(action: binding.action, text: binding.footer, x: x))
      x += binding.footer.width + 3
    }
    if let help { hints.append(Hint(action: .help, text: help.footer, x: x)) }
  }
}

extension KeyBinding {
  fileprivate var footer: StyledText {
    StyledText(name, .key) + StyledText(" " + (hint ?? ""), .muted)
  }
}
