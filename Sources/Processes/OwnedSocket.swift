import Synchronization
import SystemPackage

/// A socket that is closed once: a second time would close what has got its number since, such as the descriptor by which
/// somebody waits for the end of another program.
final class OwnedSocket: Sendable {
  let descriptor: FileDescriptor
  private let isOpen = Mutex(true)

  init(_ number: Int32) { descriptor = FileDescriptor(rawValue: number) }

  func close() {
    isOpen.withLock { isOpen in
      if isOpen { try? descriptor.close() }
      isOpen = false
    }
  }
}
