extension Action {
  /// What a command may be given.
  enum Argument: Hashable, Sendable {
    case environment, service
  }

  /// How commands and the file of keys call it, such as `check-health`.
  package var word: String {
    switch self {
    case .focusOne: "focus"
    case .focusAll: "all"
    default:
      rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }
  }

  /// It moves; as a command it makes no sense.
  var isMotion: Bool {
    switch self {
    case .left, .right, .up, .down, .first, .last, .pageUp, .pageDown, .halfPageUp, .halfPageDown,
      .nextDifference, .previousDifference:
      true
    default: false
    }
  }

  /// A count before it repeats it. Not to the sides: there a digit is the environment to go from.
  var takesCount: Bool { isMotion && self != .left && self != .right }
}

extension KeyBinding {
  /// It makes sense as a command: motions and what belongs to dialogs are keys only.
  var isCommand: Bool {
    switch action {
    case .back, .interrupt, .command: false
    case .nextDifference, .previousDifference: true
    default: group != .dialogs && !action.isMotion
    }
  }

  var arguments: Set<Action.Argument> {
    switch action {
    case .inspect, .shell, .logs, .restart: [.environment, .service]
    case .focusOne: [.environment]
    default: group == .acting ? [.environment] : []
    }
  }
}
