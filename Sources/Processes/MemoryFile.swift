import CLinux
import Glibc

/// Bytes as a file that no folder names, for a program to read; its place is at the beginning.
package struct MemoryFile: Sendable {
  /// -1, with `errno` set, when it could not be made.
  package let number: Int32

  package init(_ bytes: [UInt8]) {
    let file = linux_memory_file()
    guard file >= 0 else {
      number = -1
      return
    }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let code = errno
        Glibc.close(file)
        errno = code
        number = -1
        return
      }
      rest = rest.dropFirst(count)
    }
    lseek(file, 0, SEEK_SET)
    number = file
  }

  package func close() { if number >= 0 { Glibc.close(number) } }
}
