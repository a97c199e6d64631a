import Glibc
import Terminal

enum Thread {
  /// Posts from another thread.
  static func post(to mailbox: Mailbox<String>) {
    // Its end is seen on the screen.
    Task.detached { mailbox.post("another thread") }
  }
}
