/// What the console said: what fades, and the list of all of it.
struct Notices: Hashable, Sendable {
  private(set) var list: [Notice] = []
  var toast: Toast?

  /// Older ones are forgotten.
  static let countMax = 100

  /// Says something that fades, or, for an error, stays until it is read.
  mutating func say(_ level: Level, _ text: String, at now: Int?) {
    if level != .error { toast = Toast(level: level, text: text) }
    note(level, text, at: now, isRead: level != .error)
  }

  /// Keeps something for the list. What was said before is counted, not listed again.
  mutating func note(_ level: Level, _ text: String, at now: Int?, isRead: Bool) {
    var notice = Notice(level: level, text: text)
    if let before = list.lastIndex(where: { $0.level == level && $0.text == text }) {
      notice = list.remove(at: before)
      notice.count += 1
    }
    notice.at = now
    notice.isRead = isRead
    list.append(notice)
    if list.count > Self.countMax { list.removeFirst() }
  }

  /// The oldest error that is not read.
  var unread: Notice? { list.first { !$0.isRead } }
  var unreadCount: Int { list.count { !$0.isRead } }

  /// Takes the shown error as read; false when there is none.
  mutating func acknowledge() -> Bool {
    guard let index = list.firstIndex(where: { !$0.isRead }) else { return false }
    list[index].isRead = true
    return true
  }

  mutating func acknowledgeAll() {
    for index in list.indices { list[index].isRead = true }
  }

  /// Lets the toast fade, by a clock whose first tick after it counts as its beginning.
  mutating func fade(at now: Int) {
    guard let shown = toast else { return }
    guard let shownAt = shown.shownAt else {
      toast?.shownAt = now
      return
    }
    if now - shownAt >= shown.lifetimeSeconds || now < shownAt { toast = nil }
  }
}

/// How much a notice matters.
package enum Level: String, Hashable, Sendable {
  case info, warning, error
}

/// Something the console said, kept after its toast has faded.
struct Notice: Hashable, Sendable {
  var level: Level
  var text: String
  /// Seconds since 1970, when it was said last; `nil` before the clock first ticked.
  var at: Int?
  /// How many times it was said.
  var count = 1
  /// An error that is not read stays on the screen.
  var isRead = true
}

/// A notice that fades: errors are none, they stay until they are read.
struct Toast: Hashable, Sendable {
  var level: Level
  var text: String
  /// When the clock first saw it; `nil` until then, because the clock may have been ticking once a minute.
  var shownAt: Int?

  /// How long it stays.
  var lifetimeSeconds: Int { level == .info ? 3 : 6 }
}
