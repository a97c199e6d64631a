extension SmokeReport {
  /// The headline, one line a test, and what the tier demands.
  package var text: String { lines.joined(separator: "\n") }

  package var lines: [String] {
    let isPartial = ending == .cancelled || ending == .deadlinePassed
    let shown = results.filter { $0.verdict != .notRun || isPartial }
    let times = shown.map { $0.time.count }.max() ?? 0
    return [headline] + Columns.lines(shown.map { $0.cells(times: times) }) + demandLines
      + notices.map(\.spelledOut)
  }

  /// Such as `prod is as demanded: 7 of 7 tests pass, 812 ms`.
  package var headline: String {
    switch ending {
    case .complete where results.isEmpty: return "\(environment) has no smoke tests"
    case .complete:
      let ran = results.filter { $0.verdict != .notRun }
      let passed = ran.count { $0.verdict == .passed }
      let verdict = isPassed ? "is as demanded" : "is not as demanded"
      let noun = ran.count == 1 ? "test passes" : "tests pass"
      return
        "\(environment) \(verdict): \(passed) of \(ran.count) \(noun), \(tookMilliseconds) ms"
    case .cancelled: return "The test of \(environment) was cancelled."
    case .deadlinePassed:
      return "The test of \(environment) did not end within smoke.deadline, \(tookMilliseconds) ms."
    case .refused(let reason): return "The test of \(environment) is refused: \(reason.spelledOut)"
    case .failed(let reason): return "The test of \(environment) failed: \(reason.spelledOut)"
    case .engineUnreachable(let reason):
      return "The test of \(environment) did not reach the engine: \(reason.spelledOut)"
    case .lockedBy(let holder):
      return "The test of \(environment) is refused: \(holder.spelledOut)."
    }
  }

  /// Which proofs the tier demands, and whether they were given; nothing when no test could run.
  private var demandLines: [String] {
    switch ending {
    case .complete, .cancelled, .deadlinePassed: break
    case .refused, .failed, .engineUnreachable, .lockedBy: return []
    }
    guard !demands.isEmpty else { return ["\(tier.rawValue) demands nothing"] }
    let names = demands.map(\.proof.rawValue.count).max() ?? 0
    return ["\(tier.rawValue) demands"]
      + demands.map { demand in
        let tests =
          demand.tests.isEmpty ? "no test proves it" : demand.tests.joined(separator: ", ")
        return "  \(demand.proof.rawValue.padded(to: names))  "
          + "\(demand.verdict.rawValue.padded(to: 7))  \(demand.proof.claim): \(tests)"
      }
  }
}

extension SmokeResult {
  fileprivate var time: String {
    verdict == .notRun ? "" : Span.milliseconds(tookMicroseconds)
  }

  fileprivate func cells(times: Int) -> [String] {
    ["  \(test.name)", verdict.word.padded(to: 7), time.flushRight(to: times), reason]
  }

  /// The step, its request and what went wrong; empty when nothing did.
  package var reason: String {
    guard case .failed(let name, let reason) = verdict else { return "" }
    let request = test.steps.first { $0.name == name }.map { ": \($0.request)" } ?? ""
    return "\(name)\(request): \(reason)".spelledOut
  }
}

extension SmokeResult.Verdict {
  /// Also the word in the JSON output.
  package var word: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .notRun: "not run"
    }
  }
}
