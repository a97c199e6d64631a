extension Plan.Verb {
  /// As one says it to triptych: `Launch`.
  package var imperative: String {
    switch self {
    case .launch: "Launch"
    case .stop: "Stop"
    case .restart: "Restart"
    }
  }

  /// As in `Launching dev, 1 of 3 done`.
  package var gerund: String {
    switch self {
    case .launch: "Launching"
    case .stop: "Stopping"
    case .restart: "Restarting"
    }
  }

  /// As in `prod is being launched`.
  package var participle: String {
    switch self {
    case .launch: "launched"
    case .stop: "stopped"
    case .restart: "restarted"
    }
  }

  /// What an environment is after it, as in `dev is up after 4.1 s`.
  var result: String {
    switch self {
    case .launch: "up"
    case .stop: "stopped"
    case .restart: "up again"
    }
  }
}
