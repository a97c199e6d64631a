import Environments
import FoundationEssentials

/// A response of a fake engine.
struct FakeAnswer: Sendable {
  var status = 200
  var type = "application/json"
  var body: [UInt8]
  /// `nil` for a response without a version of the API.
  var version: String?
  var isChunked = false
  /// The later parts of the same response.
  var stream: FakeStream?

  init(status: Int = 200, type: String = "application/json", _ body: String) {
    self.status = status
    self.type = type
    self.body = Array(body.utf8)
  }

  static func failure(_ status: Int, _ words: String, _ version: String?) -> FakeAnswer {
    var answer = FakeAnswer(
      status: status, JSONValue.object(["message": .string(words)]).line + "\n")
    answer.version = version
    return answer
  }

  /// The bytes as sent over the connection.
  var bytes: [UInt8] {
    var lines = ["Content-Type: \(type)", "Docker-Experimental: false", "Ostype: linux"]
    if let version { lines.insert("Api-Version: \(version)", at: 0) }
    // Like a real engine: a response that exceeds the buffer is sent in chunks.
    let isChunked = isChunked || stream != nil || body.count > 2048
    lines.append(isChunked ? "Transfer-Encoding: chunked" : "Content-Length: \(body.count)")
    let head = Self.head(status, lines)
    guard isChunked else { return head + body }
    var bytes = head
    var rest = body[...]
    while !rest.isEmpty {
      bytes += chunk(Array(rest.prefix(2048)))
      rest = rest.dropFirst(2048)
    }
    return stream == nil ? bytes + Array("0\r\n\r\n".utf8) : bytes
  }

  static func head(_ status: Int, _ lines: [String]) -> [UInt8] {
    let head = (["HTTP/1.1 \(status) Reason"] + lines).map { $0 + "\r\n" }.joined()
    return Array((head + "\r\n").utf8)
  }
}

extension FakeEngineState {
  func answer(to request: FakeRequest) -> FakeAnswer {
    var answer = plainAnswer(to: request)
    answer.version = apiVersion
    answer.isChunked = isChunking
    return answer
  }

  private func plainAnswer(to request: FakeRequest) -> FakeAnswer {
    if let asked = request.version.flatMap(minor), let known = apiVersion.flatMap(minor),
      asked > known
    {
      return .failure(
        400, "client version 1.\(asked) is too new. Maximum supported API version is 1.\(known)",
        nil)
    }
    let parts = request.path.split(separator: "/").map(String.init)
    switch (parts.first, parts.last) {
    case ("_ping", _): return FakeAnswer(type: "text/plain; charset=utf-8", "OK")
    case ("version", _):
      return json(["Version": .string(version), "ApiVersion": .string(apiVersion ?? "")])
    case ("info", _):
      return json([
        "ID": .string(id), "Name": .string(name), "SystemTime": .string(systemTime),
        "NCPU": .integer(processors), "MemTotal": .integer(memory), "Driver": .string("overlay2"),
      ])
    case ("events", _): return eventAnswer(request)
    case ("images", "json"):
      return imageAnswer(parts.dropFirst().dropLast().joined(separator: "/"))
    case ("containers", "json") where parts.count == 2: return list(request)
    case ("containers", _) where parts.count == 3:
      return containerAnswer(request, parts[1], parts[2])
    default: return .failure(404, "page not found", nil)
    }
  }

  private func minor(_ version: String) -> Int? {
    version.hasPrefix("1.") ? Int(version.dropFirst(2)) : nil
  }

  private func json(_ values: [String: JSONValue]) -> FakeAnswer {
    FakeAnswer(JSONValue.object(values).line + "\n")
  }

  private func imageAnswer(_ name: String) -> FakeAnswer {
    images.contains(name)
      ? json(["Id": .string("sha256:1"), "RepoTags": .array([.string(name)])])
      : .failure(404, "no such image: \(name): No such image: \(name)", nil)
  }

  private func list(_ request: FakeRequest) -> FakeAnswer {
    let labels = request.filters["label"] ?? []
    let found = containers.filter { container in
      (request.query["all"] == "1" || container.state == "running")
        && labels.allSatisfy { container.matches(label: $0) }
    }
    return FakeAnswer(JSONValue.array(found.map(\.listed)).line + "\n")
  }

  private func containerAnswer(_ request: FakeRequest, _ id: String, _ what: String) -> FakeAnswer {
    guard let container = containers.first(where: { $0.id == id && !$0.hasVanished }) else {
      return .failure(404, "No such container: \(id)", nil)
    }
    guard what == "logs" else { return FakeAnswer(container.inspected.line + "\n") }
    if let answer = container.logRefusal { return .failure(answer.status, answer.words, nil) }
    var answer = FakeAnswer(type: "application/vnd.docker.raw-stream", "")
    let wanted = container.log.filter { $0.isSince(request.query["since"]) }
    answer.body = wanted.suffix(request.query["tail"].flatMap { Int($0) } ?? wanted.count).flatMap {
      $0.bytes(hasTime: request.query["timestamps"] == "1", isFramed: !container.hasTerminal)
    }
    if request.query["follow"] == "1" { answer.stream = .log(of: id) }
    return answer
  }

  private func eventAnswer(_ request: FakeRequest) -> FakeAnswer {
    let since = request.query["since"].flatMap { Double($0) } ?? .infinity
    var answer = FakeAnswer(events.filter { Double($0.time) >= since }.map(\.line).joined())
    answer.stream = .events
    return answer
  }
}

extension FakeRequest {
  /// Such as `label` and its values.
  package var filters: [String: [String]] {
    guard let text = query["filters"] else { return [:] }
    return (try? JSONDecoder().decode([String: [String]].self, from: Data(text.utf8))) ?? [:]
  }
}
