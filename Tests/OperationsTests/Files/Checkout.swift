import FoundationEssentials
import Glibc
import Testing

@testable import Operations

/// A repository of its own for one test, removed when the test lets go of it.
final class Checkout: Sendable {
  let root: String

  init() throws {
    var template = Array("/tmp/triptych-test-XXXXXX".utf8CString)
    root = try #require(mkdtemp(&template).map { String(cString: $0) })
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func workspace() throws -> Workspace { try Workspace(root: root) }

  func path(_ relative: String) -> String { "\(root)/\(relative)" }

  func makeFolder(_ relative: String) throws {
    try FileManager.default.createDirectory(
      atPath: path(relative), withIntermediateDirectories: true)
  }

  func write(_ relative: String, _ text: String) throws {
    try write(relative, bytes: Array(text.utf8))
  }

  func write(_ relative: String, bytes: [UInt8]) throws {
    let folder = relative.split(separator: "/").dropLast().joined(separator: "/")
    try makeFolder(folder)
    let file = try #require(fopen(path(relative), "w"))
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
  }

  func remove(_ relative: String) throws {
    try FileManager.default.removeItem(atPath: path(relative))
  }

  func rename(_ old: String, to new: String) {
    Glibc.rename(path(old), path(new))
  }

  func link(_ relative: String, to target: String) {
    symlink(target, path(relative))
  }

  func text(_ relative: String) throws -> String {
    try String(contentsOfFile: path(relative), encoding: .utf8)
  }

  func names(_ relative: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(relative)).sorted()
  }

  /// Permissions in octal, such as `700`.
  func mode(_ relative: String) -> String {
    String(information(relative).st_mode & 0o7777, radix: 8)
  }

  func inode(_ relative: String) -> UInt { UInt(information(relative).st_ino) }

  private func information(_ relative: String) -> stat {
    var information = stat()
    lstat(path(relative), &information)
    return information
  }
}
