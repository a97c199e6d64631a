extension Environment {
  /// That Compose has not answered, so that triptych's own reading is shown, and why; `nil` when it has.
  package func notAnswered(isOffline: Bool) -> String? {
    let reason: String? =
      switch composeState {
      case .resolved: nil
      case .asWritten: isOffline ? "--offline" : "docker compose is missing"
      case .failed(let words), .unasked(let words): words
      }
    return reason.map {
      "\(name) is shown as triptych reads it; Compose has not answered (\($0.spelledOut))"
    }
  }
}

extension Environment.ComposeState {
  /// The state in JSON.
  package var word: String {
    switch self {
    case .asWritten: "as written"
    case .resolved: "resolved"
    case .failed: "failed"
    case .unasked: "not answered"
    }
  }
}
