/// One line of a container's log, safe to show.
package struct LogLine: Hashable, Sendable {
  package enum Stream: UInt8, Hashable, Sendable {
    case output, errors
    /// A line of triptych's own about the container.
    case note

    /// The name in JSON.
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
  /// The text without escape sequences and control characters.
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

  /// The approximate number of bytes that the line occupies in memory.
  package var cost: Int { 96 + text.utf8.count + spans.count * 24 }
}

/// The services whose logs are read: one service with all its replicas, or all services of an environment.
package struct LogScope: Hashable, Sendable {
  package var environment: String
  /// `nil` for all services.
  package var service: String?

  package init(environment: String, service: String? = nil) {
    self.environment = environment
    self.service = service
  }
}

/// The severity of a log line.
package enum LogLevel: UInt8, Hashable, Sendable, Comparable, CaseIterable {
  case trace, debug, info, warning, error, fatal

  package static func < (left: LogLevel, right: LogLevel) -> Bool {
    left.rawValue < right.rawValue
  }

  /// Such as `warning`.
  package var name: String { "\(self)" }
}

extension LogLine {
  /// The line as one JSON object, without a newline. It is assembled by hand, because many lines are printed at once.
  package func json(environment: String) -> String {
    var text = #"{"schema_version":1,"time":"\#(time.text)","environment":"#
    text += environment.quotedAsJSON + #","service":"# + service.quotedAsJSON
    text += #","replica":\#(replica),"stream":"\#(stream.name)""#
    if let level { text += #","level":"\#(level.name)""# }
    return text + #","text":"# + self.text.quotedAsJSON + "}"
  }
}

/// A part of a line's text with an appearance of its own.
package struct LogSpan: Hashable, Sendable {
  /// The range in the text, in bytes of UTF-8.
  package var range: Range<Int>
  package var appearance: LogAppearance

  package init(_ range: Range<Int>, _ appearance: LogAppearance) {
    self.range = range
    self.appearance = appearance
  }
}

/// The colour and weight that a program gave its text by escape sequences.
package struct LogAppearance: Hashable, Sendable {
  package enum Color: UInt8, Hashable, Sendable {
    case own, gray, red, green, yellow, blue, magenta, cyan
  }

  package var color = Color.own
  package var isBold = false

  package init(color: Color = .own, isBold: Bool = false) {
    self.color = color
    self.isBold = isBold
  }

  package var isPlain: Bool { self == LogAppearance() }

  /// Applies the numbers of one `ESC [ … m`. Backgrounds and colours without a name are ignored.
  package mutating func take(_ numbers: [Int]) {
    var index = 0
    while index < max(1, numbers.count) {
      let number = numbers.isEmpty ? 0 : numbers[index]
      index += 1
      switch number {
      case 0: self = LogAppearance()
      case 1: isBold = true
      case 2: color = color == .own ? .gray : color
      case 22: isBold = false
      case 38, 48: index = skipped(number, numbers, index)
      case 39: color = .own
      case 30...37: color = Self.colors[number - 30]
      case 90: color = .gray
      case 91...97: color = Self.colors[number - 90]
      default: break
      }
    }
  }

  /// Skips the arguments of an extended colour. The first 16 of the 256 colours have names and are applied.
  private mutating func skipped(_ number: Int, _ numbers: [Int], _ index: Int) -> Int {
    guard index < numbers.count else { return index }
    if number == 38 { color = .own }
    if numbers[index] == 2 { return index + 4 }
    guard numbers[index] == 5, index + 1 < numbers.count else { return index + 1 }
    let value = numbers[index + 1]
    if number == 38 { color = value == 8 ? .gray : value < 16 ? Self.colors[value % 8] : color }
    return index + 2
  }

  private static let colors: [Color] = [
    .own, .red, .green, .yellow, .blue, .magenta, .cyan, .own,
  ]
}
