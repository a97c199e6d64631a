import Foundation
import Glibc

/// A disk that is soon full; it goes with the test that owns it.
final class SmallDisk: Sendable {
  let folder: String

  init(megabytes: Int) throws {
    folder = "/tmp/triptych-disk-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    guard mount("tmpfs", folder, "tmpfs", 0, "size=\(megabytes)m") == 0 else {
      throw PrivateEngine.Failure("no file system in \(folder)")
    }
  }

  deinit {
    umount2(folder, Int32(MNT_DETACH))
    rmdir(folder)
  }

  /// Leaves no room at all.
  func fill() throws {
    let file = open(folder + "/filler", O_WRONLY | O_CREAT, 0o600)
    defer { close(file) }
    for size in [1 << 20, 4096, 1] {
      let bytes = [UInt8](repeating: 0, count: size)
      while write(file, bytes, size) == size {}
    }
    guard errno == ENOSPC else { throw PrivateEngine.Failure("\(folder) cannot be filled") }
  }
}
