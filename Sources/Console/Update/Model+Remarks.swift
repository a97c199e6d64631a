extension Model {
  /// Says something that fades, or, for an error, stays until it is read. All of it is kept in the list of messages.
  mutating func say(_ level: Level, _ text: String) {
    if level != .error { toast = Toast(level: level, text: text) }
    note(level, text, isRead: level != .error)
  }

  /// Keeps something for the list of messages. What was said before is counted, not listed again.
  mutating func note(_ level: Level, _ text: String, isRead: Bool) {
    var remark = Remark(level: level, text: text)
    if let before = remarks.lastIndex(where: { $0.level == level && $0.text == text }) {
      remark = remarks.remove(at: before)
      remark.count += 1
    }
    remark.at = clock?.now
    remark.isRead = isRead
    remarks.append(remark)
    if remarks.count > Remark.countMax { remarks.removeFirst() }
    if place == .messages { relist() }
  }

  /// The oldest error that is not read.
  var unread: Remark? { remarks.first { !$0.isRead } }
  var unreadCount: Int { remarks.count { !$0.isRead } }

  /// Takes the shown error as read; false when there is none.
  mutating func acknowledge() -> Bool {
    guard let index = remarks.firstIndex(where: { !$0.isRead }) else { return false }
    remarks[index].isRead = true
    return true
  }

  /// Who opens the list has read what is in it.
  mutating func showMessages() {
    for index in remarks.indices { remarks[index].isRead = true }
    go(to: .messages)
  }
}
