import CLibcurl
import Environments
import Threads

extension SmokeSession {
  /// How a step ended.
  enum StepOutcome: Sendable {
    /// With what it captured.
    case passed([String: String])
    case failed(String)
    case cancelled
    case deadlinePassed
  }

  /// Makes the requests of a step over one connection, and judges them. Blocks.
  func perform(
    _ step: SmokeStep, filling values: [String: String], or cancellation: WakeUp
  ) -> StepOutcome {
    guard HTTPClient.isAvailable else { return .failed(HTTPClient.isMissing) }
    guard let client = HTTPClient() else { return .failed("memory is short") }
    let request = request(step, filling: values)
    var last = StepOutcome.failed("nothing was asked")
    for number in 1...step.requestCount {
      last = once(step, request, over: client, filling: values, or: cancellation)
      switch (last, step.pace) {
      case (.passed, .untilMet), (.cancelled, _), (.deadlinePassed, _): return last
      case (.failed(let reason), .all(let count)):
        return .failed("request \(number) of \(count): \(reason)")
      case (.failed, .once), (.passed, _): continue
      case (.failed, .untilMet): continue
      }
    }
    if case .failed(let reason) = last, case .untilMet(let count) = step.pace {
      return .failed("none of \(count) answers is as expected; the last: \(reason)")
    }
    return last
  }

  private func once(
    _ step: SmokeStep, _ request: HTTPRequest, over client: borrowing HTTPClient,
    filling values: [String: String], or cancellation: WakeUp
  ) -> StepOutcome {
    let left = deadline.remaining
    // A step that takes something back has its time even when the others used up theirs.
    guard left > 0 || step.isAlways else { return .deadlinePassed }
    let isCut = !step.isAlways && left < timeoutMilliseconds
    let limit = Deadline(timeoutMilliseconds: isCut ? left : timeoutMilliseconds)
    switch HTTPExchange.of(request, over: client, until: limit, or: cancellation) {
    case .cancelled: return .cancelled
    case .failed(let reason), .impossible(let reason):
      return isCut && limit.remaining == 0 ? .deadlinePassed : .failed(reason)
    case .answer(let answer, let target, _):
      if isCut, answer.code == http_code_timeout.rawValue { return .deadlinePassed }
      return judge(answer, step, target, limit, values)
    }
  }

  private func judge(
    _ answer: HTTPAnswer, _ step: SmokeStep, _ target: HTTPTarget, _ limit: Deadline,
    _ values: [String: String]
  ) -> StepOutcome {
    let mayBreakOff = if case .size? = step.body { true } else { false }
    let reply = answer.smokeAnswer(mayBreakOff: mayBreakOff)
    switch step.expectation {
    case .answer(let expected):
      guard let reply else {
        return .failed(answer.failure(target, limit) ?? "there is no answer")
      }
      if let problem = expected.problem(of: reply, filling: values, hiding: redacted) {
        return .failed(problem)
      }
      switch expected.captured(from: reply) {
      case .success(let captured): return .passed(captured)
      case .failure(let problem): return .failed(problem.reason)
      }
    case .failure(let expected):
      if reply != nil { return .failed("expected \(expected.words), answered \(answer.status)") }
      if answer.smokeFailure(target) == expected { return .passed([:]) }
      if answer.isOfferImpossible, let version = step.tlsMax {
        return .failed("this machine's TLS library cannot offer TLS \(version.rawValue)")
      }
      let reason = answer.failure(target, limit) ?? "there is no answer"
      return .failed("expected \(expected.words): \(reason)")
    }
  }
}

extension SmokeStep {
  fileprivate var requestCount: Int {
    switch pace {
    case .once: 1
    case .all(let count), .untilMet(let count): max(1, count)
    }
  }
}
