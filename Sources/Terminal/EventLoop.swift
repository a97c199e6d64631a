import CNcurses
import Glibc
import Synchronization

/// Waits for the terminal, for signals and for other threads, without a timer. Once the loop is created, SIGWINCH,
/// SIGTERM, SIGHUP, SIGINT, SIGCONT and SIGTSTP are returned as values, and SIGPIPE is ignored.
package final class EventLoop {
  /// Why a wait ended; an empty set means the timeout.
  package enum Reason: Hashable, Sendable {
    /// `Screen.inputs` may return some. Take all of them: the next wait does not end for input that ncurses has
    /// already read.
    case keys
    /// `Wakeup.wake` was called.
    case woken
    case signal(Signal)
    /// The terminal is gone for good. Reported once.
    case terminalLost
  }

  package let wakeup = Wakeup()
  private let signals = nc_signals()
  private var isTerminalLost = false

  package init() {}

  /// Waits until something happens or the timeout has passed. `nil` waits for ever; zero returns at once.
  package func wait(timeoutMilliseconds: Int? = nil) -> Set<Reason> {
    // `poll` ignores a descriptor of -1.
    var watched = [
      pollfd(fd: isTerminalLost ? -1 : nc_tty(), events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let timeout = Int32(clamping: timeoutMilliseconds ?? -1)
    // A signal interrupts `poll` after its handler has written the signal's number, so the second call returns at
    // once.
    while poll(&watched, nfds_t(watched.count), timeout) < 0 {
      guard errno == EINTR else { return [] }
    }
    return reasons(
      terminal: Int32(watched[0].revents), signals: watched[1].revents != 0,
      woken: watched[2].revents != 0)
  }

  private func reasons(terminal: Int32, signals: Bool, woken: Bool) -> Set<Reason> {
    var reasons: Set<Reason> = []
    if terminal & POLLIN != 0 { reasons.insert(.keys) }
    if terminal & (POLLHUP | POLLERR | POLLNVAL) != 0 {
      isTerminalLost = true
      reasons.insert(.terminalLost)
    }
    if signals { for signal in arrived() { reasons.insert(.signal(signal)) } }
    if woken {
      wakeup.clear()
      reasons.insert(.woken)
    }
    return reasons
  }

  private func arrived() -> [Signal] {
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(signals, &bytes, bytes.count)
    return bytes.prefix(max(0, count)).compactMap(Signal.init(number:))
  }
}

/// A signal that the console received.
package enum Signal: Hashable, Sendable {
  /// The terminal's size changed.
  case resized
  case terminate, hangUp, interrupt
  /// Asks the console to stop, as `^Z` does for other programs.
  case stop
  case continued

  init?(number: UInt8) {
    switch Int32(number) {
    case SIGWINCH: self = .resized
    case SIGTERM: self = .terminate
    case SIGHUP: self = .hangUp
    case SIGINT: self = .interrupt
    case SIGTSTP: self = .stop
    case SIGCONT: self = .continued
    default: return nil
    }
  }
}

/// Ends the wait of an `EventLoop` from any thread.
package final class Wakeup: Sendable {
  let descriptor: Int32

  package init() { descriptor = nc_eventfd() }

  deinit { close(descriptor) }

  /// Wakes the loop. Several calls before the loop runs count as one.
  package func wake() {
    var one: UInt64 = 1
    // The call fails only when the counter is full, and then the loop is already awake.
    _ = write(descriptor, &one, 8)
  }

  func clear() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
  }
}

/// Passes messages from any thread to the thread of the loop, in the order in which they were posted.
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

  /// Takes all messages that have arrived.
  package func drain() -> [Message] {
    messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }
}
