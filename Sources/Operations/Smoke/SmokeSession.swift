import CLibcurl
import Environments
import Threads

/// What the requests of one run have in common: URL, authorities, keys and deadline.
struct SmokeSession: Sendable {
  let url: String
  /// The absolute path of the only authorities that are trusted; `nil` trusts the system's.
  let ca: String?
  let keyHeader: String?
  let rightKey: Secret?
  let wrongKey: Secret
  let timeoutMilliseconds: Int
  /// For all tests together.
  let deadline: Deadline
  /// The value of `{run}`.
  let run: String

  /// The request of a step with its names replaced by values.
  func request(_ step: SmokeStep, filling values: [String: String]) -> HTTPRequest {
    var request = HTTPRequest(
      url: url + step.path.filled(values, escaping: SmokeTemplate.percentEncoded))
    request.method = step.method
    request.headers = step.headers.compactMap { header in
      header.value.map { "\(header.name): \($0.filled(values))" }
    }
    request.body = body(step, values)
    let hasType = step.headers.contains { $0.name.lowercased() == "content-type" }
    if request.body != nil, !hasType { request.headers.append("Content-Type: application/json") }
    request.secretHeader = secretHeader(step.key)
    request.tlsMax = step.tlsMax
    request.ca = ca
    return request
  }

  private func body(_ step: SmokeStep, _ values: [String: String]) -> [UInt8]? {
    switch step.body {
    case .none: nil
    case .text(let text): Array(text.filled(values, escaping: \.escapedForJSON).utf8)
    case .size(let count):
      [UInt8(ascii: "\"")] + Array(repeating: UInt8(ascii: "x"), count: max(0, count - 2))
        + [UInt8(ascii: "\"")]
    }
  }

  private func secretHeader(_ key: SmokeStep.Key) -> HTTPRequest.SecretHeader? {
    guard let keyHeader else { return nil }
    switch key {
    case .none: return nil
    case .wrong: return HTTPRequest.SecretHeader(name: keyHeader, value: wrongKey)
    case .right: return rightKey.map { HTTPRequest.SecretHeader(name: keyHeader, value: $0) }
    }
  }

  /// The text without the key, in case an answer contained it.
  func redacted(_ text: String) -> String {
    guard let rightKey else { return text }
    let key = rightKey.reveal { String(decoding: $0, as: UTF8.self) }
    return key.isEmpty ? text : text.replacing(key, with: Secret.mask)
  }
}

extension SmokeSession {
  /// How a step ended.
  enum StepOutcome: Sendable {
    /// With the captured values.
    case passed([String: String])
    case failed(String)
    case cancelled
    case deadlinePassed
  }

  /// Makes the requests of a step over one connection and judges the answers. Blocks.
  func perform(
    _ step: SmokeStep, filling values: [String: String], or cancellation: WakeUp
  ) -> StepOutcome {
    guard HTTPClient.isAvailable else { return .failed(HTTPClient.isMissing) }
    guard let client = HTTPClient() else { return .failed("memory is short") }
    let request = request(step, filling: values)
    var last = StepOutcome.failed("no request was made")
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
    // A step that undoes something has its full time, even after the deadline of the others.
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
