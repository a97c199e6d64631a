/// The notices of the console: the current toast, and the list of all notices.
struct Notices: Hashable, Sendable {
  private(set) var list: [Notice] = []
  var toast: Toast?

  /// The maximum number of notices; older ones are removed.
  static let countMax = 100

  /// Shows a notice that fades or, for an error, stays until it is read.
  mutating func say(_ level: Level, _ text: String, at now: Int?) {
    if level != .error { toast = Toast(level: level, text: text) }
    note(level, text, at: now, isRead: level != .error)
  }

  /// Adds a notice to the list. A repeated notice is counted, not listed again.
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

  /// The oldest unread error.
  var unread: Notice? { list.first { !$0.isRead } }
  var unreadCount: Int { list.count { !$0.isRead } }

  /// Marks the shown error as read; false when there is none.
  mutating func acknowledge() -> Bool {
    guard let index = list.firstIndex(where: { !$0.isRead }) else { return false }
    list[index].isRead = true
    return true
  }

  mutating func acknowledgeAll() {
    for index in list.indices { list[index].isRead = true }
  }

  /// Removes the toast when its time is over, counted from the first tick after it appeared.
  mutating func fade(at now: Int) {
    guard let shown = toast else { return }
    guard let shownAt = shown.shownAt else {
      toast?.shownAt = now
      return
    }
    if now - shownAt >= shown.lifetimeSeconds || now < shownAt { toast = nil }
  }
}

/// The severity of a notice.
package enum Level: String, Hashable, Sendable {
  case info, warning, error
}

/// A notice of the console, kept after its toast has faded.
struct Notice: Hashable, Sendable {
  var level: Level
  var text: String
  /// The time of its last occurrence, in seconds since 1970; `nil` before the first tick of the clock.
  var at: Int?
  /// The number of occurrences.
  var count = 1
  /// Whether the notice was read; an unread error stays on the screen.
  var isRead = true
}

/// A notice that fades. Errors are not toasts, because they stay until they are read.
struct Toast: Hashable, Sendable {
  var level: Level
  var text: String
  /// The first tick after it appeared; `nil` until then, because the clock may tick only once a minute.
  var shownAt: Int?

  /// The number of seconds that the toast stays.
  var lifetimeSeconds: Int { level == .info ? 3 : 6 }
}
