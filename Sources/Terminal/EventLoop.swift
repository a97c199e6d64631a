import CNcurses
import Glibc

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
