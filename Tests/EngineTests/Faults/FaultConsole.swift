import Foundation
import Operations
import TestSupport

/// The real console on a terminal of our own: an environment on the shared engine, which is well, and one on an engine
/// to which something happens.
final class FaultConsole {
  let root: String
  let session: TerminalSession

  /// - Parameters:
  ///   - address: of the engine that is not well.
  ///   - isConfined: a file of another user's is closed to the console, as it is to everybody but root.
  ///   - check: the URL that its health check asks.
  ///   - variables: of the caller, in place of those that a console needs.
  init(
    sick address: String, isConfined: Bool = false, check: String? = nil,
    variables: [String: String] = [:], columns: Int = 140
  ) async throws {
    let root = "/tmp/triptych-fault-\(UUID().uuidString.prefix(8))"
    self.root = root
    let well = PrivateEngine.shared
    try await well.runContainer(of: "f-well")
    try Self.write(root, check: check)
    try await Self.makeContexts(in: root, well: well.address, sick: address)
    var argv = [BuiltProducts.folder + "/triptych", "-C", root]
    if isConfined {
      argv = ["/usr/bin/setpriv", "--bounding-set", "-dac_override,-dac_read_search"] + argv
    }
    session = try TerminalSession(
      argv[0], Array(argv.dropFirst()),
      environment: [
        "HOME": root, "DOCKER_CONFIG": root + "/settings",
        "PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
      ].merging(variables) { $1 }, columns: columns, rows: 40)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// Waits until the screen shows all of these and none of those; an engine may need its time.
  func wait(for texts: String..., without absent: String...) throws {
    try session.wait(
      until: "\(texts) is shown, \(absent) is not", timeoutMilliseconds: 90_000
    ) { session in
      let screen = session.text
      return texts.allSatisfy(screen.contains) && !absent.contains(where: screen.contains)
    }
  }

  /// The keys are answered, and the other column follows its engine: nobody notices but the sick one's column.
  func isAlive() async throws {
    session.press("?")
    try wait(for: "keys ─")
    session.press("<esc>")
    try wait(for: "settings ·", "well · running 1/1")
    try await PrivateEngine.shared.run(docker: "kill", "f-well-api-1")
    try wait(for: "well · stopped")
    try await PrivateEngine.shared.run(docker: "start", "f-well-api-1")
    try wait(for: "well · running 1/1")
  }

  func quit() throws {
    session.press("q")
    guard try session.waitForExit(timeoutMilliseconds: 30_000) == 0 else {
      throw PrivateEngine.Failure("the console did not end well")
    }
  }

  private static func write(_ root: String, check: String?) throws {
    for name in ["well", "sick"] {
      var text = """
        schema_version: 1
        environment: {tier: development}
        target: {project: f-\(name), context: \(name), compose_files: [docker/\(name).yml]}

        """
      if name == "sick", let check {
        text += "health: {checks: [{name: silent, type: http, url: \"\(check)\"}]}\n"
      }
      try write(text, to: "\(root)/configs/environment/\(name).yaml")
      try write(
        """
        services:
          api:
            image: \(PrivateEngine.image)
            command: ["sleep", "3600"]
            stop_signal: SIGKILL

        """, to: "\(root)/docker/\(name).yml")
    }
  }

  private static func makeContexts(in root: String, well: String, sick: String) async throws {
    for (name, address) in [("well", well), ("sick", sick)] {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = [
        "docker", "--config", root + "/settings", "context", "create", name, "--docker",
        "host=\(address)",
      ]
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else {
        throw PrivateEngine.Failure("no context \(name) for \(address)")
      }
    }
  }

  private static func write(_ text: String, to path: String) throws {
    let folder = (path as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }
}

extension PrivateEngine {
  /// Makes the one container of a project, as Compose would label it, unless it is there, and sees that it runs.
  func runContainer(of project: String) async throws {
    let name = "\(project)-api-1"
    let known = try await run(docker: "ps", "--all", "--format", "{{.Names}}")
    if known.split(separator: "\n").contains(Substring(name)) {
      try await run(docker: "start", name)
      return
    }
    try await run(
      docker: "run", "--detach", "--name", name, "--stop-signal", "KILL", "--label",
      "com.docker.compose.project=\(project)", "--label", "com.docker.compose.service=api",
      "--label", "com.docker.compose.container-number=1", "--label",
      "com.docker.compose.oneoff=False", Self.image, "sleep", "3600")
  }
}
