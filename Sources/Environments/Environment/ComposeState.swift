extension Environment {
  /// That Compose has not answered, so that triptych's own reading is shown, and why; `nil` when it has.
  package func notAnswered(isOffline: Bool) -> String? {
    if case .partial(let words) = composeState {
      return "\(name) is shown without what is missing (\(words.spelledOut))"
    }
    let reason: String? =
      switch composeState {
      case .resolved, .partial: nil
      case .asWritten: isOffline ? "--offline" : "docker compose is missing"
      case .failed(let words), .unasked(let words): words
      }
    return reason.map {
      "\(name) is shown as triptych reads it; Compose has not answered (\($0.spelledOut))"
    }
  }
}

extension Environment.ComposeState {
  /// Whether the values are those of Compose, with variables replaced and paths resolved.
  package var isOfCompose: Bool {
    switch self {
    case .resolved, .partial: true
    case .asWritten, .failed, .unasked: false
    }
  }

  /// The state in JSON.
  package var word: String {
    switch self {
    case .asWritten: "as written"
    case .resolved: "resolved"
    case .partial: "partial"
    case .failed: "failed"
    case .unasked: "not answered"
    }
  }
}
