import Glibc
import Terminal

enum Thread {
  /// Posts from another thread.
  static func post(to mailbox: Mailbox<String>) {
    // The test waits for the screen to show it.
    Task.detached { mailbox.post("another thread") }
  }
}
