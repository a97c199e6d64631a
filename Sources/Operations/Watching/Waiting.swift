import Glibc

/// How waiting for a descriptor ended.
enum Waiting: Hashable, Sendable {
  case ready, late, cancelled

  /// Blocks until the descriptor is ready, the time is over (null: never) or the wake-up is signalled.
  static func on(
    _ descriptor: Int32, _ events: Int32, milliseconds: Int?, or cancellation: WakeUp
  ) -> Waiting {
    var descriptors = [
      pollfd(fd: descriptor, events: Int16(events), revents: 0),
      pollfd(fd: cancellation.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let deadline = milliseconds.map { Deadline(timeoutMilliseconds: $0) }
    var count: Int32
    repeat {
      count = poll(&descriptors, 2, deadline.map { Int32(clamping: $0.remaining) } ?? -1)
    } while count < 0 && errno == EINTR
    if descriptors[1].revents != 0 { return .cancelled }
    return count > 0 ? .ready : .late
  }
}
