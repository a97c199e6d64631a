/// The results of one run of an environment's smoke tests, and whether they meet its demands.
package struct SmokeReport: Hashable, Sendable {
  /// How the run ended.
  package enum Ending: Hashable, Sendable {
    /// Every selected test was executed.
    case complete
    case cancelled
    case deadlinePassed
    /// No request was sent.
    case refused(reason: String)
    case failed(reason: String)
    case engineUnreachable(reason: String)
    case lockedBy(String)
  }

  package var environment: String
  package var tier: Tier
  /// The results of all tests of the suite, in its order.
  package var results: [SmokeResult]
  package var demands: [SmokeDemand]
  package var ending: Ending
  package var tookMilliseconds: Int
  /// Sentences about what could not be recorded.
  package var notices: [String] = []

  package init(
    of environment: Environment, _ results: [SmokeResult], ending: Ending, tookMilliseconds: Int
  ) {
    self.environment = environment.name
    tier = environment.tier
    self.results = results
    demands = environment.demandedProofs.map { SmokeDemand($0, among: results) }
    self.ending = ending
    self.tookMilliseconds = tookMilliseconds
  }

  /// Whether at least one test ran, all that ran passed, and no demanded proof is missing or not met.
  package var isPassed: Bool {
    ending == .complete && results.contains { $0.verdict == .passed }
      && !results.contains(where: \.isFailed)
      && demands.allSatisfy { $0.verdict == .met || $0.verdict == .notRun }
  }
}

extension Environment {
  /// The proofs that the declaration demands in `smoke.demands`; none when its `rules:` turn SMK01 off with a reason.
  package var demandedProofs: [SmokeProof] {
    let severity = setting(SettingKey(.settings, "rules.SMK01.severity"))?.value
    guard severity != .string("off") else { return [] }
    let prefix = "smoke.demands."
    return settings(.settings, under: prefix).compactMap { demand in
      guard demand.value != .null else { return nil }
      return SmokeProof(String(demand.key.path.dropFirst(prefix.count)), claim: demand.value.text)
    }
  }
}

extension SmokeReport {
  /// The headline, one line per test, and what is demanded.
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

  /// The demands, and whether they are met; empty when no test could run.
  private var demandLines: [String] {
    switch ending {
    case .complete, .cancelled, .deadlinePassed: break
    case .refused, .failed, .engineUnreachable, .lockedBy: return []
    }
    guard !demands.isEmpty else { return ["\(environment) demands nothing"] }
    let names = demands.map(\.proof.name.count).max() ?? 0
    return ["\(environment) demands"]
      + demands.map { demand in
        let tests =
          demand.tests.isEmpty ? "no test proves it" : demand.tests.joined(separator: ", ")
        return "  \(demand.proof.name.padded(to: names))  "
          + "\(demand.verdict.rawValue.padded(to: 7))  \(demand.proof.claim.spelledOut): \(tests)"
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

  /// The failed step, its request and the reason; empty when no step failed.
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

extension SmokeReport {
  /// The document that `triptych test --format json` prints.
  package var json: String {
    JSONValue.object([
      "schema_version": .integer(1),
      "environment": .string(environment),
      "tier": .string(tier.rawValue),
      "verdict": .string(verdict),
      "reason": reason.map { .string($0) } ?? .null,
      "took_ms": .integer(tookMilliseconds),
      "tests": .array(results.map(\.jsonValue)),
      "demands": .array(demands.map(\.jsonValue)),
    ]).text
  }

  /// One word, for JSON and the activity record.
  package var verdict: String {
    switch ending {
    case .complete: isPassed ? "passed" : "failed"
    case .cancelled: "cancelled"
    case .deadlinePassed: "deadline_passed"
    case .refused: "refused"
    case .failed: "failed"
    case .engineUnreachable: "engine_unreachable"
    case .lockedBy: "locked"
    }
  }

  /// Why the run did not pass, in one sentence; `nil` when it passed.
  package var reason: String? {
    switch ending {
    case .refused(let reason), .failed(let reason), .engineUnreachable(let reason): return reason
    case .lockedBy(let holder): return holder
    case .cancelled, .deadlinePassed: return nil
    case .complete: break
    }
    let failed = results.filter(\.isFailed).map(\.test.name)
    let missing = demands.filter { $0.verdict == .missing }.map(\.proof.name)
    let parts =
      (results.isEmpty ? ["there are no smoke tests"] : [])
      + (failed.isEmpty ? [] : ["failed: \(failed.joined(separator: ", "))"])
      + (missing.isEmpty ? [] : ["no test proves: \(missing.joined(separator: ", "))"])
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension SmokeResult {
  fileprivate var jsonValue: JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(test.name),
      "proves": test.proves.map { .string($0) } ?? .null,
      "verdict": .string(verdict.word.replacing(" ", with: "_")),
      "took_ms": .decimal(Double(tookMicroseconds) / 1000),
    ]
    if case .failed(let step, let reason) = verdict {
      members["step"] = .string(step)
      members["reason"] = .string(reason)
    }
    return .object(members)
  }
}

extension SmokeDemand {
  fileprivate var jsonValue: JSONValue {
    .object([
      "proves": .string(proof.name),
      "verdict": .string(verdict.rawValue.replacing(" ", with: "_")),
      "tests": .array(tests.map { .string($0) }),
    ])
  }
}
