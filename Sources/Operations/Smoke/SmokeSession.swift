import Environments

/// What the requests of one run have in common: where they go, the keys, and the names filled so far.
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
  /// What `{run}` stands for.
  let run: String

  /// The request of a step, its names filled.
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

  /// The text without the key, should an answer have told it.
  func redacted(_ text: String) -> String {
    guard let rightKey else { return text }
    let key = rightKey.reveal { String(decoding: $0, as: UTF8.self) }
    return key.isEmpty ? text : text.replacing(key, with: Secret.mask)
  }
}
