import Canvas
import Environments

/// The layout of one line as rows of a pane: its prefix and its text, wrapped or cut, with styles.
struct LogLineLayout {
  /// The columns of the pane.
  var width: Int
  var wraps: Bool
  /// The columns scrolled to the right.
  var column: Int
  var times: LogsView.Times
  /// Whether times are shown to the second, because the pane is narrow.
  var hasShortTimes = false
  var clock: Clock?
  /// The columns of the name before the text; 0 leaves it out.
  var sourceWidth: Int
  var search: LogPattern?

  init(_ screen: LogsView, _ pane: LogPane, width: Int, clock: Clock?) {
    self.width = width
    self.clock = clock
    wraps = screen.wraps
    column = screen.wraps ? 0 : pane.column
    times = screen.times
    search = screen.search
    let longest = pane.sources.map { SafeText.width(of: $0) }.max() ?? 0
    sourceWidth = pane.sources.count > 1 ? min(longest, max(6, width / 4)) : 0
    makeRoom()
  }

  /// Shortens the prefix so that the text has room; the time goes last, because the operator asked for it.
  private mutating func makeRoom() {
    if leadWidth > width - Self.textWidthMin { hasShortTimes = true }
    if leadWidth > width - Self.textWidthMin { sourceWidth = 0 }
    if leadWidth > width - Self.textWidthMin { times = .off }
  }

  private static let textWidthMin = 12

  /// The number of rows of the line, at most `most`.
  func height(of line: LogLine, most: Int) -> Int {
    // A character never takes more columns than bytes.
    if !wraps || line.text.utf8.count <= contentWidth { return 1 }
    return rows(of: line, most: most).count
  }

  /// The rows of the line, at most `most`; never empty.
  func rows(of line: LogLine, most: Int) -> [StyledText] {
    let lead = lead(of: line)
    let blank = StyledText(SafeText.fill("", columns: leadWidth))
    var writer = LogRowWriter(
      width: contentWidth, skipping: column, rowsMax: wraps ? most : 1, styles: styles(of: line))
    writer.write(line.text)
    return writer.rows.enumerated().map { ($0.offset == 0 ? lead : blank) + $0.element }
  }

  private var timeWidth: Int {
    switch times {
    case .off: 0
    case .local where hasShortTimes: 9
    case .utc where hasShortTimes: 10
    case .local: (clock?.utcOffsetMinutes ?? 0) % 60 == 0 ? 16 : 19
    case .age: 9
    case .utc: 14
    }
  }

  private var leadWidth: Int { timeWidth + (sourceWidth == 0 ? 0 : sourceWidth + 1) }
  private var contentWidth: Int { max(1, width - leadWidth) }

  private func lead(of line: LogLine) -> StyledText {
    var lead = StyledText()
    if timeWidth > 0 {
      lead += StyledText(SafeText.fill(time(of: line), columns: timeWidth), .muted)
    }
    if sourceWidth > 0 {
      lead += StyledText(SafeText.fill(shortName(line), columns: sourceWidth) + "│", .muted)
    }
    return lead
  }

  /// The shortened name of the source. The number stays, because it distinguishes replicas.
  private func shortName(_ line: LogLine) -> String {
    if SafeText.width(of: line.source) <= sourceWidth { return line.source }
    let number = "-\(line.replica)"
    return SafeText.fit(line.service, columns: max(1, sourceWidth - number.utf8.count)) + number
  }

  private func time(of line: LogLine) -> String {
    switch times {
    case .off: ""
    case .local:
      shortened(line.time.localClock(offsetMinutes: clock?.utcOffsetMinutes ?? 0))
    case .age: Span.words(seconds: (clock?.now ?? line.time.seconds) - line.time.seconds)
    case .utc: shortened(line.time.utcClock)
    }
  }

  /// `17:32:58.445+00` without its fraction and its offset, `17:32:58.445Z` without its fraction.
  private func shortened(_ time: String) -> String {
    guard hasShortTimes else { return time }
    return time.prefix(8) + (times == .utc ? "Z" : "")
  }

  /// The colours of the program, or else those of the line's level; matches differ from both.
  private func styles(of line: LogLine) -> LogStyles {
    var matches: [Range<Int>] = []
    if let search, case .ranges(let found) = search.find(line.text) { matches = found }
    return LogStyles(base: line.style, spans: line.spans, matches: matches)
  }
}
