import Synchronization

/// Messages from any thread to the one of the loop, in the order they were posted.
package final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
  private let wakeup: Wakeup

  /// Each message wakes the loop that watches `wakeup`.
  package init(_ wakeup: Wakeup) { self.wakeup = wakeup }

  package func post(_ message: Message) {
    let isFirst = messages.withLock {
      $0.append(message)
      return $0.count == 1
    }
    if isFirst { wakeup.wake() }
  }

  /// Takes all that have arrived.
  package func drain() -> [Message] {
    messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
