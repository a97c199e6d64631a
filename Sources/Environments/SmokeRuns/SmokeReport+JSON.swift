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

  /// Why the answer is not yes, in one sentence; `nil` when it is.
  package var reason: String? {
    switch ending {
    case .refused(let reason), .failed(let reason), .engineUnreachable(let reason): return reason
    case .lockedBy(let holder): return holder
    case .cancelled, .deadlinePassed: return nil
    case .complete: break
    }
    let failed = results.filter(\.isFailed).map(\.test.name)
    let missing = demands.filter { $0.verdict == .missing }.map(\.proof.rawValue)
    let parts =
      (failed.isEmpty ? [] : ["failed: \(failed.joined(separator: ", "))"])
      + (missing.isEmpty ? [] : ["no test proves: \(missing.joined(separator: ", "))"])
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}

extension SmokeResult {
  fileprivate var jsonValue: JSONValue {
    var members: [String: JSONValue] = [
      "name": .string(test.name),
      "proves": test.proves.map { .string($0.rawValue) } ?? .null,
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
      "proves": .string(proof.rawValue),
      "verdict": .string(verdict.rawValue.replacing(" ", with: "_")),
      "tests": .array(tests.map { .string($0) }),
    ])
  }
}
