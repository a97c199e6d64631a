import CNcurses
import Glibc

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
