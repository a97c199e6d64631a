import Environments

/// A note in the column of an environment: why its states are old, which act was interrupted, or why Compose
/// refused its files.
struct Note: Hashable {
  var title: String
  var text: String

  /// Both in one line.
  var line: String { "▲ \(title): \(text)" }

  init?(_ context: ViewContext, _ index: Int) {
    let column = context.world.columnStates[index]
    switch column.engine {
    case .notInstalled(let words): self.init("docker is missing", words)
    case .forbidden(let words): self.init("docker is not allowed", words)
    case .unreachable(let words): self.init("engine unreachable", words)
    case .silent(let milliseconds):
      self.init(
        "engine silent",
        "It accepted the connection but has not answered for \(Span.words(microseconds: milliseconds * 1000))."
      )
    case .answering where column.isSlow:
      let words = Span.words(microseconds: column.slowMilliseconds * 1000)
      self.init("engine slow", "Its last answer took \(words), so the states may be that old.")
    case .answering where column.isStale(at: context.clock):
      self.init("no news", "No news from the engine for more than two heartbeats.")
    case .notAskedYet, .answering:
      let name = context.environments[index].name
      if let left = context.world.interruptions[name], context.world.operation(on: name) == nil {
        let began = Clock(
          now: left.startedAt, utcOffsetMinutes: context.clock?.utcOffsetMinutes ?? 0)
        self.init(
          "interrupted",
          "The \(left.words(at: began.hourAndMinute)), started by \(left.user). U plans how to go on; "
            + "X stops it.")
        return
      }
      switch context.environments[index].composeState {
      case .failed(let words): self.init("compose refuses the files", words)
      case .partial(let words): self.init("shown without what is missing", words)
      case .unasked(let words): self.init("read as written", words)
      case .asWritten, .resolved: return nil
      }
    }
  }

  private init(_ title: String, _ text: String) {
    self.title = title
    self.text = text
  }
}

extension ColumnState {
  /// The age of the states in words; `nil` while they are fresh or unknown.
  func age(at clock: Clock?) -> String? {
    guard isStale(at: clock), let clock, let observedAt else { return nil }
    return Span.words(seconds: clock.now - observedAt)
  }

  /// Such as `stale 40 s` or `slow 3 s`; `nil` where nothing is wrong.
  func doubt(at clock: Clock?) -> String? {
    age(at: clock).map { "stale \($0)" }
      ?? (isSlow ? "slow \(Span.words(microseconds: slowMilliseconds * 1000))" : nil)
  }
}
