extension Model {
  /// Says something that fades, or, for an error, stays until it is read. All of it is kept in the list of messages.
  mutating func say(_ level: Level, _ text: String) {
    if level != .error { toast = Toast(level: level, text: text) }
    note(level, text, isRead: level != .error)
  }

  /// Keeps something for the list of messages. What was said before is counted, not listed again.
  mutating func note(_ level: Level, _ text: String, isRead: Bool) {
    var notice = Notice(level: level, text: text)
    if let before = notices.lastIndex(where: { $0.level == level && $0.text == text }) {
      notice = notices.remove(at: before)
      notice.count += 1
    }
    notice.at = clock?.now
    notice.isRead = isRead
    notices.append(notice)
    if notices.count > Notice.countMax { notices.removeFirst() }
    if place == .messages { relist() }
  }

  /// The oldest error that is not read.
  var unread: Notice? { notices.first { !$0.isRead } }
  var unreadCount: Int { notices.count { !$0.isRead } }

  /// Takes the shown error as read; false when there is none.
  mutating func acknowledge() -> Bool {
    guard let index = notices.firstIndex(where: { !$0.isRead }) else { return false }
    notices[index].isRead = true
    return true
  }

  /// Who opens the list has read what is in it.
  mutating func showMessages() {
    for index in notices.indices { notices[index].isRead = true }
    go(to: .messages)
  }
}
