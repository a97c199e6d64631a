/// One line of a container's log, fit to be shown.
package struct LogLine: Hashable, Sendable {
  package enum Stream: UInt8, Hashable, Sendable {
    case output, errors
    /// Said by triptych about the container, not by it.
    case note

    /// As JSON names it.
    package var name: String {
      switch self {
      case .output: "stdout"
      case .errors: "stderr"
      case .note: "triptych"
      }
    }
  }

  package var time: LogTime
  package var service: String
  package var replica: Int
  package var stream: Stream
  package var level: LogLevel?
  /// Without escape sequences and controls.
  package var text: String
  package var spans: [LogSpan]

  package init(
    time: LogTime, service: String, replica: Int = 1, stream: Stream = .output,
    level: LogLevel? = nil, text: String, spans: [LogSpan] = []
  ) {
    self.time = time
    self.service = service
    self.replica = replica
    self.stream = stream
    self.level = level
    self.text = text
    self.spans = spans
  }

  /// Such as `quotes-2`.
  package var source: String { "\(service)-\(replica)" }

  /// What keeping it takes, roughly.
  package var cost: Int { 96 + text.utf8.count + spans.count * 24 }
}
