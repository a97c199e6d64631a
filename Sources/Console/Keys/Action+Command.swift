extension Action {
  /// The argument that a command takes.
  enum Argument: Hashable, Sendable {
    case environment, service
  }

  /// The name of the action in commands and in the file of keys, such as `check-health`.
  package var word: String {
    switch self {
    case .focusOne: "focus"
    case .focusAll: "all"
    default:
      rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }
  }

  /// Whether the action is a movement, which makes no sense as a command.
  var isMotion: Bool {
    switch self {
    case .left, .right, .up, .down, .first, .last, .pageUp, .pageDown, .halfPageUp, .halfPageDown,
      .nextDifference, .previousDifference:
      true
    default: false
    }
  }

  /// Whether a count repeats the action. Left and right take none: there a digit is the environment to start from.
  var takesCount: Bool { isMotion && self != .left && self != .right }
}

extension KeyBinding {
  /// Whether the action is also a command: motions and actions of dialogs are keys only.
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
