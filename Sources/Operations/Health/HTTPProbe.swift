import Environments
import Threads

/// Requests a URL and compares the answer with the expected one.
struct HTTPProbe: Hashable, Sendable {
  let url: String
  let expectedStatus: [Int]
  let bodyContains: String?
  /// The absolute path of the only authorities that are trusted; `nil` trusts the system's.
  let ca: String?

  /// Blocks until the deadline at most.
  func run(until deadline: Deadline, or cancellation: WakeUp) -> Finding {
    guard HTTPClient.isAvailable else { return .unknown(HTTPClient.isMissing) }
    guard let client = HTTPClient() else { return .unknown("memory is short") }
    var request = HTTPRequest(url: url)
    request.ca = ca
    switch HTTPExchange.of(request, over: client, until: deadline, or: cancellation) {
    case .cancelled: return .cancelled
    case .failed(let reason): return .unhealthy(reason)
    case .impossible(let reason): return .unknown(reason)
    case .answer(let answer, let target, let dns):
      return judge(answer, target, dns: dns, deadline).with(evidence: answer.evidence)
    }
  }

  private func judge(
    _ answer: HTTPAnswer, _ target: HTTPTarget, dns: Int, _ deadline: Deadline
  ) -> Finding {
    let phases = answer.phases(dns: dns)
    if let failure = answer.failure(target, deadline) { return .unhealthy(failure, phases) }
    guard expectedStatus.contains(answer.status) else {
      let expected = Words.choice(expectedStatus.map(String.init))
      let why = JSONValue(json: answer.body)?.problemReason.map { ": \($0.onOneLine())" } ?? ""
      return .unhealthy("status \(answer.status), expected \(expected)\(why)", phases)
    }
    if let bodyContains, !answer.body.holds(Array(bodyContains.utf8)) {
      let isCut = answer.body.count == HTTPClient.bodyBytesMax
      let place = isCut ? ", not in its first 64 KiB" : ""
      return .unhealthy("body does not contain \"\(bodyContains.onOneLine())\"\(place)", phases)
    }
    return .healthy("status \(answer.status)", phases)
  }
}

extension Workspace {
  /// Why a file of certificate authorities cannot be used; `nil` when it can be read or there is none.
  func refusal(ofAuthorities file: String?) -> String? {
    guard let file else { return nil }
    let words: String
    switch read(file) {
    case .text: return nil
    case .missing: words = "it is missing"
    case .directory: words = "it is a folder"
    case .unreadable(let reason): words = reason
    case .tooLarge, .notUTF8, .containsNUL: words = "it is not a PEM file"
    }
    return "cannot read certificate authority \(file): \(words)"
  }
}
