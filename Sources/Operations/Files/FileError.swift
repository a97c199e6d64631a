import Glibc

/// An operation on a file that the system refused, with the system's reason.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A verb, such as `write`.
  package var action: String
  package var path: String
  package var reason: String

  package init(_ action: String, _ path: String, reason: String) {
    self.action = action
    self.path = path
    self.reason = reason
  }

  /// Takes the reason from the system's last error.
  init(_ action: String, _ path: String, code: Int32 = errno) {
    self.init(action, path, reason: String(cString: strerror(code)))
  }

  package var description: String { "cannot \(action) \(path): \(reason)" }
}

/// An open file, closed when it goes out of scope.
struct Descriptor: ~Copyable {
  let number: Int32

  /// Takes over an open descriptor; `nil` when the call that should have opened it failed.
  init?(taking number: Int32) {
    guard number >= 0 else { return nil }
    self.number = number
  }

  deinit { close(number) }

  /// Reads until the end or until `bytesMax` bytes; `nil` with `errno` set when reading fails.
  func read(bytesMax: Int, expecting size: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    // One byte more than expected, so that one read reaches the end.
    var room = min(max(size, 0) + 1, bytesMax)
    while bytes.count < bytesMax {
      room = min(room, bytesMax - bytes.count)
      var failed = false
      let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        var result = Glibc.read(number, buffer.baseAddress, room)
        while result < 0 && errno == EINTR {
          result = Glibc.read(number, buffer.baseAddress, room)
        }
        failed = result < 0
        count = max(result, 0)
      }
      if failed { return nil }
      if chunk.isEmpty { return bytes }
      let isWhole = bytes.isEmpty && chunk.count == size && chunk.count < room
      bytes = bytes.isEmpty ? chunk : bytes + chunk
      if isWhole { return bytes }
      room = max(room, 16_384)
    }
    return bytes
  }

  /// Writes everything; false with `errno` set when the system takes no more.
  func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          number, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 && errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }
}
