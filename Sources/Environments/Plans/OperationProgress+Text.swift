extension OperationProgress {
  /// A headline with the count and the time, and one line for each service. `now` in seconds since 1970.
  package func lines(now: Int) -> [String] {
    let width = lines.map(\.service.count).max() ?? 0
    return [headline(now: now)]
      + lines.map { "  \($0.service.padded(to: width))  \($0.phase.words)" }
  }

  /// Such as `Launching dev, 1 of 3 done, 4 s`.
  package func headline(now: Int) -> String {
    "\(verb.gerund) \(environment), \(doneCount) of \(lines.count) done, \(max(0, now - startedAt)) s"
  }
}

extension OperationProgress.Phase {
  package var words: String {
    switch self {
    case .waiting: "waiting"
    case .working(let words), .done(let words), .failed(let words): words.spelledOut
    }
  }
}
