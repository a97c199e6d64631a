/// What one connection is doing and until when it may, as a value that knows no sockets.
///
/// A request lasts from its first byte to the last of its answer. In between nothing restarts its time, so
/// that a client that sends a byte a second gains nothing.
package struct ConnectionState: Sendable {
  package enum Timer: Hashable, Sendable {
    case none
    case idle
    case request
    /// The reader of a stream takes nothing.
    case stalled
  }

  /// What to do when the time is over.
  package enum Expiry: Hashable, Sendable {
    case close
    /// Answer with this status first: nothing of an answer was sent yet.
    case answer(Int)
    /// The request is complete, and whoever answers it is over its own deadline at this moment too: its
    /// words are better than ours, so it gets a little longer.
    case grace
  }

  package private(set) var timer = Timer.idle
  private var requests = 0
  private var isReading = false
  private var isAnswering = false
  private var isStreaming = false
  private var isQuiescing = false
  private var hadGrace = false

  package init() {}

  /// Whether an answer can be put in front of the client: none is on its way.
  package var canAnswer: Bool { !isAnswering }

  package mutating func readBytes() {
    if timer == .idle { begin() }
  }

  package mutating func readHead() {
    requests += 1
    isReading = true
    if timer == .idle { begin() }
  }

  package mutating func readEnd() {
    isReading = false
    settle()
  }

  package mutating func writeHead(isStream: Bool) {
    isAnswering = true
    isStreaming = isStream
    if isStream { timer = .none }
  }

  /// Returns whether the connection is to be closed now.
  package mutating func writeEnd() -> Bool {
    requests = max(0, requests - 1)
    isAnswering = false
    isStreaming = false
    settle()
    return isQuiescing && requests == 0
  }

  package mutating func writability(_ isWritable: Bool) {
    if isStreaming { timer = isWritable ? .none : .stalled }
  }

  /// No further requests. Returns whether the connection is to be closed now.
  package mutating func quiesce() -> Bool {
    isQuiescing = true
    return requests == 0
  }

  package mutating func expire() -> Expiry {
    guard timer == .request, canAnswer else { return .close }
    if isReading || requests == 0 { return .answer(408) }
    if hadGrace { return .answer(503) }
    hadGrace = true
    return .grace
  }

  private mutating func begin() {
    timer = .request
    hadGrace = false
  }

  /// A body that goes on after its answer is still the request: its time goes on too.
  private mutating func settle() {
    guard !isReading, !isAnswering else { return }
    if requests == 0 { timer = .idle }
  }
}
