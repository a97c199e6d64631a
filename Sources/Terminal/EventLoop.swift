import CNcurses
import Glibc
import Synchronization

/// Waits for the terminal, for signals and for other threads, without a clock of its own. From its
/// creation SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT and SIGTSTP come as values, and SIGPIPE is
/// ignored.
package final class EventLoop {
  /// Why a wait ended; an empty set is the timeout.
  package enum Reason: Hashable, Sendable {
    /// `Screen.keys` may have some. Take all of them: those that ncurses has read already wake
    /// nobody.
    case keys
    /// Somebody called `Wakeup.wake`.
    case woken
    case signal(Signal)
    /// The terminal is gone for good. Told once.
    case terminalLost
  }

  package let wakeup = Wakeup()
  private let signals = nc_signals()
  private var isTerminalLost = false

  package init() {}

  /// Waits until something happens, or for so long; `nil` is for ever, zero looks and returns.
  package func wait(timeoutMilliseconds: Int? = nil) -> Set<Reason> {
    // A descriptor of -1 is passed over by poll.
    var watched = [
      pollfd(fd: isTerminalLost ? -1 : nc_tty(), events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let timeout = Int32(clamping: timeoutMilliseconds ?? -1)
    // A signal interrupts the wait and has written its number by then, so the second look returns
    // at once.
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

/// A signal to the console, as a value.
package enum Signal: Hashable, Sendable {
  /// The terminal's size changed.
  case resized
  case terminate, hangUp, interrupt
  /// Asks to stop, as `^Z` outside of the console would.
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

  /// Many calls before the loop comes round are one.
  package func wake() {
    var one: UInt64 = 1
    // It fails only when the counter is full, and then the loop is awake.
    _ = write(descriptor, &one, 8)
  }

  func clear() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, 8)
  }
}

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
