/// The conditions that an answer must meet.
package struct SmokeExpectation: Hashable, Sendable {
  package var status: Int
  package var contains: String?
  package var hasHeaders: [SmokeHeader] = []
  package var lacksHeaders: [SmokeHeader] = []
  /// Paths of members of the JSON answer, by the name under which later steps use them.
  package var captures: [String: String] = [:]

  package init(status: Int) { self.status = status }
}

extension SmokeExpectation {
  package static let captureBytesMax = 255

  /// Why an answer does not meet the conditions, in words such as `expected 401, answered 200`; `nil` when it meets
  /// them.
  ///
  /// - Parameter hide: masks secrets in a text. It is called before the text is cut, so that no part of a secret
  ///   remains.
  package func problem(
    of answer: SmokeAnswer, filling values: [String: String] = [:],
    hiding hide: (String) -> String = { $0 }
  ) -> String? {
    let answer = answer.hiding(hide)
    guard answer.status == status else {
      let title = answer.problemTitle.map { " (\(hide($0).shortened(to: 80)))" } ?? ""
      return "expected \(status), answered \(answer.status)\(title)"
    }
    return hasHeaders.lazy.compactMap { missing($0, in: answer, values) }.first
      ?? lacksHeaders.lazy.compactMap { present($0, in: answer, values) }.first
      ?? bodyProblem(answer.body)
  }

  /// The values that later steps use. They must be short and of visible ASCII, since they become parts of paths and
  /// headers.
  package func captured(
    from answer: SmokeAnswer
  ) -> Result<[String: String], SmokeProblem> {
    guard !captures.isEmpty else { return .success([:]) }
    guard let json = JSONValue(json: answer.body) else {
      return .failure(SmokeProblem("the answer is not JSON"))
    }
    var values: [String: String] = [:]
    for (name, path) in captures.sorted(by: { $0.key < $1.key }) {
      guard let text = json.member(at: path)?.plainText else {
        return .failure(SmokeProblem("the answer has no text or number at \(path)"))
      }
      guard (1...Self.captureBytesMax).contains(text.utf8.count),
        text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
      else {
        return .failure(
          SmokeProblem("\(path) is not 1 to \(Self.captureBytesMax) visible characters"))
      }
      values[name] = text
    }
    return .success(values)
  }

  private func missing(
    _ header: SmokeHeader, in answer: SmokeAnswer, _ values: [String: String]
  ) -> String? {
    let found = answer.values(of: header.name)
    guard let wanted = header.value?.filled(values) else {
      return found.isEmpty ? "expected a header \(header.name), found none" : nil
    }
    if found.contains(wanted) { return nil }
    let instead = found.first.map { "found \"\($0.shortened(to: 80))\"" } ?? "found none"
    return "expected the header \(header.name): \(wanted), \(instead)"
  }

  private func present(
    _ header: SmokeHeader, in answer: SmokeAnswer, _ values: [String: String]
  ) -> String? {
    let found = answer.values(of: header.name)
    let unwanted = header.value.map { $0.filled(values) }
    guard let first = found.first(where: { unwanted == nil || $0 == unwanted }) else { return nil }
    return "expected no header \(header.name), found \"\(first.shortened(to: 80))\""
  }

  private func bodyProblem(_ body: [UInt8]) -> String? {
    guard let contains, !body.holds(Array(contains.utf8)) else { return nil }
    return "the body does not contain \"\(contains.shortened(to: 80))\""
  }
}

extension JSONValue {
  fileprivate var plainText: String? {
    switch self {
    case .string(let text): text
    case .integer(let number): "\(number)"
    case .decimal(let number): "\(number)"
    case .bool(let flag): "\(flag)"
    default: nil
    }
  }
}

/// The answer to a request of a smoke test.
package struct SmokeAnswer: Hashable, Sendable {
  package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package var status: Int
  /// In the order in which they were received.
  package var headers: [Header]
  /// The body, or the beginning of a body that is longer than the limit.
  package var body: [UInt8]

  package init(status: Int, headers: [Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The answer with secrets masked in the values of its headers.
  func hiding(_ hide: (String) -> String) -> SmokeAnswer {
    var answer = self
    for index in headers.indices { answer.headers[index].value = hide(headers[index].value) }
    return answer
  }

  /// The values of all headers with a name, regardless of case.
  func values(of name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  /// The title of a problem document (RFC 9457); `nil` for any other answer.
  var problemTitle: String? {
    guard
      values(of: "Content-Type").contains(where: { $0.hasPrefix("application/problem+json") }),
      case .string(let title)? = JSONValue(json: body)?.member(at: "title"), !title.isEmpty
    else { return nil }
    return title
  }
}

/// Why a step fails, in words.
package struct SmokeProblem: Error, Hashable, Sendable {
  package var reason: String
  package init(_ reason: String) { self.reason = reason }
}
