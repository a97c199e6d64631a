import CLinux
import Glibc

/// Ends a blocking poll from another thread. Once signalled it stays so.
package final class WakeUp: Sendable {
  package let descriptor: Int32

  /// `nil` when the system has no descriptor to give.
  package init?() {
    let number = linux_eventfd()
    guard number >= 0 else { return nil }
    descriptor = number
  }

  deinit { close(descriptor) }

  package func signal() {
    // It can only fail when the counter is full, and then it is signalled already.
    _ = linux_eventfd_signal(descriptor)
  }
}
