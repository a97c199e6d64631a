/// What came back for a request of a smoke test.
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
  /// In the order of the answer.
  package var headers: [Header]
  /// Its beginning, when the body is longer than what is read.
  package var body: [UInt8]

  package init(status: Int, headers: [Header] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The same answer, the values of its headers changed.
  func hiding(_ hide: (String) -> String) -> SmokeAnswer {
    var answer = self
    for index in headers.indices { answer.headers[index].value = hide(headers[index].value) }
    return answer
  }

  /// The values under a name, whatever its case.
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
