import Foundation
import Processes
import TestSupport

/// A copy of the shipped environments on the private engine, with the real image, and the built `triptych` to run on it.
actor ShippedExample {
  static let shared = ShippedExample()

  private var root: String?

  /// The copy's root, with the image in the engine.
  func prepared() async throws -> String {
    if let root { return root }
    _ = try await PrivateEngine.shared.docker()
    // Inside the engine's folder, which goes with the engine.
    let root = "\(PrivateEngine.shared.folder)/example"
    try await run(
      "/bin/sh",
      [
        "-c",
        """
        set -eu; rm -rf "$2"; mkdir -p "$2/docker"; cp -R "$1/configs" "$2/"
        cp -R "$1"/docker/docker-compose.*.yml "$1"/docker/.env.* "$1/docker/monitoring" "$2/docker/"
        """, "copy", repository, root,
      ], minutes: 1)
    // What is chosen for this engine is no choice for the developer's own.
    try await run(
      "\(repository)/scripts/build-images.sh", ["--record", "\(root)/.triptych/images.env"],
      minutes: 20)
    self.root = root
    return root
  }

  /// Runs a headless verb where the published ports are: in the engine's network namespace.
  nonisolated func triptych(_ arguments: String..., below root: String) async throws
    -> CommandResult
  {
    try await triptych(arguments, below: root)
  }

  nonisolated func triptych(_ arguments: [String], below root: String) async throws
    -> CommandResult
  {
    let words = try await entering(["-C", root] + arguments)
    return await SubprocessRunner().run(
      Command(
        words[0], Array(words.dropFirst()), environment: environment, deadline: .seconds(100)))
  }

  /// Opens the console in a real terminal.
  nonisolated func console(below root: String, columns: Int, rows: Int) async throws
    -> TerminalSession
  {
    let words = try await entering(["-C", root])
    return try TerminalSession(
      words[0], Array(words.dropFirst()), environment: environment, columns: columns, rows: rows)
  }

  nonisolated var environment: [String: String] {
    PrivateEngine.shared.caller.filter {
      ["PATH", "HOME", "DOCKER_HOST", "DOCKER_CONFIG"].contains($0.key)
    }
    .merging(["SWIFT_BACKTRACE": "enable=no", "LANG": "C.UTF-8"]) { $1 }
  }

  private nonisolated func entering(_ arguments: [String]) async throws -> [String] {
    let netns = try await PrivateEngine.shared.networkNamespace()
    return ["/usr/bin/nsenter", "--net=/run/netns/\(netns)", BuiltProducts.folder + "/triptych"]
      + arguments
  }

  private func run(_ program: String, _ arguments: [String], minutes: Int) async throws {
    var variables = ProcessInfo.processInfo.environment
    variables["DOCKER_HOST"] = PrivateEngine.shared.caller["DOCKER_HOST"]
    let result = await SubprocessRunner().run(
      Command(program, arguments, environment: variables, deadline: .seconds(60 * minutes)))
    guard result.isSuccess else {
      throw PrivateEngine.Failure("\(result.command): \(result.ending) \(result.errors)")
    }
  }
}
