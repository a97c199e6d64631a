import Synchronization
import SystemPackage

/// A socket that is closed only once. A second `close` could close another file that has been given the same
/// descriptor number meanwhile, such as the descriptor that reports the end of another program.
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
