/// What a fake engine knows, how it behaves and what it was asked.
package struct FakeEngineState: Sendable {
  /// The newest version of its API; `nil` is an engine that names none.
  package var apiVersion: String? = "1.41"
  package var version = "20.10.24+dfsg1"
  package var id = "ENGI:NE"
  package var name = "box"
  package var systemTime = "2026-11-23T00:00:00Z"
  package var processors = 2
  package var memory = 4 << 30
  package var containers: [FakeContainer] = []
  /// The names of its images.
  package var images: Set<String> = []
  /// What it does wrong, by the path that it is asked for; `*` is every one.
  package var faults: [String: FakeFault] = [:]
  /// Answers come in chunks, however short they are.
  package var isChunking = false

  package internal(set) var requests: [FakeRequest] = []
  /// How many connections are open.
  package var connectionCount: Int { connections.count }
  /// How many connections there have been.
  package internal(set) var connectionsEver = 0
  /// How many listen to events, or read along a log.
  package var streamCount: Int { connections.values.count { $0.stream != nil } }

  var connections: [Int: Open] = [:]
  var events: [FakeEvent] = []

  /// A connection, by its number.
  struct Open: Sendable {
    var descriptor: Int32
    var isBusy = false
    var stream: FakeStream?
  }

  func fault(of request: FakeRequest) -> FakeFault? {
    faults[request.path] ?? faults["*"]
  }
}

/// What an engine was asked.
package struct FakeRequest: Hashable, Sendable {
  package var method: String
  /// As it came, such as `/v1.41/containers/json?all=1`.
  package var target: String
  /// Without version and query.
  package var path: String
  /// `nil` where the path names none.
  package var version: String?
  package var query: [String: String]
  /// The number of its connection, from 1.
  package var connection: Int
}

/// What stays open.
enum FakeStream: Hashable, Sendable {
  case events
  case log(of: String)
}

/// What an engine does wrong.
package enum FakeFault: Sendable {
  /// It takes the call and never answers.
  case silent
  /// The answer comes byte by byte.
  case dropByDrop
  /// So many bytes of the answer, and the connection ends.
  case cut(after: Int)
  /// The whole answer, which promises to keep the connection, and the connection ends.
  case closes
  /// Words of its own in place of an answer.
  case status(Int, String)
  /// A page, as a proxy shows it.
  case html(Int)
  /// These bytes in place of an answer, and the connection ends.
  case says(String)
  /// A body that has no end, up to so many bytes.
  case endlessBody(bytes: Int)
  /// A body that says the same again and again, until nobody reads it any more.
  case endless(String)
  /// Lines of a head that has no end, up to so many bytes.
  case endlessHead(bytes: Int)
  /// The head of a failure, and nothing after it.
  case halfAnswered(Int)
}
