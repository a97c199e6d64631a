/// The data, the behaviour and the requests of a fake engine.
package struct FakeEngineState: Sendable {
  /// The newest version of the API; `nil` for an engine that reports none.
  package var apiVersion: String? = "1.41"
  package var version = "20.10.24+dfsg1"
  package var id = "ENGI:NE"
  package var name = "box"
  package var systemTime = "2026-11-23T00:00:00Z"
  package var processors = 2
  package var memory = 4 << 30
  package var containers: [FakeContainer] = []
  /// The names of the images.
  package var images: Set<String> = []
  /// The faults by requested path; `*` applies to every path.
  package var faults: [String: FakeFault] = [:]
  /// Whether all responses are sent in chunks.
  package var isChunking = false

  package internal(set) var requests: [FakeRequest] = []
  /// The number of open connections.
  package var connectionCount: Int { connections.count }
  /// The number of connections so far.
  package internal(set) var connectionsEver = 0
  /// The number of streams of events and followed logs.
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

/// A request to a fake engine.
package struct FakeRequest: Hashable, Sendable {
  package var method: String
  /// The request target, such as `/v1.41/containers/json?all=1`.
  package var target: String
  /// The path without version and query.
  package var path: String
  /// `nil` when the path has no version.
  package var version: String?
  package var query: [String: String]
  /// The number of its connection, from 1.
  package var connection: Int
}

/// A response that stays open.
enum FakeStream: Hashable, Sendable {
  case events
  case log(of: String)
}

/// A fault of a fake engine.
package enum FakeFault: Sendable {
  /// Accepts the request and never responds.
  case silent
  /// Sends the response byte by byte.
  case dropByDrop
  /// Closes the connection after the given number of bytes.
  case cut(after: Int)
  /// Sends a complete response that keeps the connection alive, and closes the connection.
  case closes
  /// Sends an error with the given message.
  case status(Int, String)
  /// Sends an HTML page, like a proxy.
  case html(Int)
  /// Sends these bytes in place of a response and closes the connection.
  case says(String)
  /// Sends a body of unlimited length, up to the given number of bytes.
  case endlessBody(bytes: Int)
  /// Repeats a body until the client stops reading.
  case endless(String)
  /// Sends header lines without an end, up to the given number of bytes.
  case endlessHead(bytes: Int)
  /// Sends the head of an error response without a body.
  case halfAnswered(Int)
}
