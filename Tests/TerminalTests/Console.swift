import FoundationEssentials
import Glibc
import TestSupport

/// Opens the built `triptych` on a copy of the shipped environments.
enum Console {
  static func open(
    in root: String = root, environment: [String: String] = [:], columns: Int = 120, rows: Int = 40
  ) throws -> TerminalSession {
    // An engine that does not exist: the screen must not depend on the engine of this machine.
    let hermetic = ["DOCKER_HOST": "unix:///nowhere/docker.sock", "HOME": root]
    return try TerminalSession(
      BuiltProducts.folder + "/triptych", ["-C", root],
      environment: hermetic.merging(environment) { $1 },
      columns: columns, rows: rows)
  }

  static func write(_ path: String, _ text: String, in root: String = root) throws {
    try Data(text.utf8).write(to: URL(filePath: root + "/" + path), options: .atomic)
  }

  /// Replaces a text, which must exist.
  static func edit(
    _ path: String, _ old: String, _ new: String, in root: String = root
  ) throws {
    let text = try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    precondition(text.contains(old), "\(path) holds \(old)")
    try write(path, text.replacing(old, with: new), in: root)
  }

  static func remove(_ path: String, in root: String = root) {
    do {
      try FileManager.default.removeItem(atPath: root + "/" + path)
    } catch {
      preconditionFailure("the test wrote it: \(error)")
    }
  }

  /// The copy for all tests of this process that change none of its settings.
  static let root = copy("shared")

  /// A copy for the suite of this name, which changes settings: suites run beside each other.
  static func copy(_ name: String) -> String {
    let root = copies + "/" + name
    let files = FileManager.default
    do {
      try files.createDirectory(atPath: root + "/docker", withIntermediateDirectories: true)
      try files.copyItem(atPath: repository + "/configs", toPath: root + "/configs")
      for name in try files.contentsOfDirectory(atPath: repository + "/docker")
      where name.hasPrefix(".env.") || name.hasSuffix(".yml") || name == "monitoring" {
        try files.copyItem(
          atPath: repository + "/docker/" + name, toPath: root + "/docker/" + name)
      }
    } catch {
      preconditionFailure("the shipped environments can be copied: \(error)")
    }
    return root
  }

  /// The folder of all copies of this process.
  private static let copies: String = {
    let folder = "/tmp/triptych-console-\(ProcessInfo.processInfo.processIdentifier)"
    try? FileManager.default.removeItem(atPath: folder)
    atexit { try? FileManager.default.removeItem(atPath: Console.copies) }
    return folder
  }()

  private static let repository =
    #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
}
