import Foundation
import Glibc

/// Docker's own registry, in the network of the shared engine; it ends with its owner.
final class Registry {
  static let address = "127.0.0.1:5000"
  static let program = "/usr/bin/docker-registry"

  /// In CI a missing one is a failure, not a reason to skip.
  static let isPossible =
    FileManager.default.isExecutableFile(atPath: program)
    || ProcessInfo.processInfo.environment["CI"] == "true"

  private let folder: String
  private let process = Process()

  init() async throws {
    let namespace = try await PrivateEngine.shared.networkNamespace()
    folder = NSTemporaryDirectory() + "triptych-registry-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(
      atPath: folder + "/images", withIntermediateDirectories: true)
    try """
    version: 0.1
    storage: {filesystem: {rootdirectory: \(folder)/images}}
    http: {addr: "\(Registry.address)"}
    """.write(toFile: folder + "/config.yml", atomically: true, encoding: .utf8)
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "ip", "netns", "exec", namespace, Registry.program, "serve", folder + "/config.yml",
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  deinit {
    // `ip` and `env` have become the registry.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Puts an image of several layers there, and takes it away from the engine.
  func publish(_ name: String, layers: Int, megabytes: Int) async throws {
    let engine = PrivateEngine.shared
    let image = "\(Registry.address)/\(name)"
    try await engine.run(docker: "tag", PrivateEngine.image, image)
    for layer in 1...layers {
      try await engine.run(
        docker: "run", "--name", "t-layer", image, "busybox", "dd", "if=/dev/urandom",
        "of=/layer\(layer)", "bs=1M", "count=\(megabytes)")
      try await engine.run(docker: "commit", "t-layer", image)
      try await engine.run(docker: "rm", "t-layer")
    }
    try await push(image)
    try await engine.run(docker: "rmi", image)
  }

  /// It takes a moment until the registry listens.
  private func push(_ image: String) async throws {
    var triesLeft = 50
    while true {
      do {
        try await PrivateEngine.shared.run(docker: "push", "--quiet", image)
        return
      } catch {
        triesLeft -= 1
        if triesLeft == 0 { throw error }
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Takes calls and answers none.
  func hang() { kill(process.processIdentifier, SIGSTOP) }

  func goOn() { kill(process.processIdentifier, SIGCONT) }
}
