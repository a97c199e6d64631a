import CLinux
import Glibc

/// How a wait for a descriptor ended.
package enum Waiting: Hashable, Sendable {
  case ready, late, cancelled

  /// Blocks until the descriptor is ready, the time has passed (`nil`: never) or `cancellation` is signalled.
  ///
  /// - Parameter events: of `poll`, such as `POLLIN`.
  package static func on(
    _ descriptor: Int32, _ events: Int32, milliseconds: Int?, or cancellation: WakeUp
  ) -> Waiting {
    var descriptors = [
      pollfd(fd: descriptor, events: Int16(events), revents: 0),
      pollfd(fd: cancellation.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let end = milliseconds.map { ContinuousClock.now + .milliseconds($0) }
    var count: Int32
    repeat {
      count = poll(&descriptors, 2, end.map(millisecondsUntil) ?? -1)
    } while count < 0 && errno == EINTR
    if descriptors[1].revents != 0 { return .cancelled }
    return count > 0 ? .ready : .late
  }
}

/// The milliseconds until a moment, rounded up, as `poll` takes them; 0 when it has passed.
func millisecondsUntil(_ moment: ContinuousClock.Instant) -> Int32 {
  let left = ContinuousClock.now.duration(to: moment)
  guard left > .zero else { return 0 }
  let milliseconds = left / .milliseconds(1)
  return milliseconds < Double(Int32.max) ? Int32(milliseconds.rounded(.up)) : Int32.max
}

/// Ends a blocking poll from another thread. It stays signalled.
package final class WakeUp: Sendable {
  package let descriptor: Int32

  /// `nil` when the system has no descriptor left.
  package init?() {
    let number = linux_eventfd()
    guard number >= 0 else { return nil }
    descriptor = number
  }

  deinit { close(descriptor) }

  package func signal() {
    // The call fails only when the counter is full, and then the wake-up is already signalled.
    _ = linux_eventfd_signal(descriptor)
  }
}
