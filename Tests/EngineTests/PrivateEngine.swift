import Foundation
import Glibc
import Operations
import Processes

/// The engine that all engine tests share, in a network namespace of its own; it ends with this process.
actor PrivateEngine {
  static let shared = PrivateEngine()
  /// One to which things happen while the shared one is well. Its own container runs in it, as `f-sick`.
  static let sick = PrivateEngine("-sick")

  /// Root, the programs and dockerd are here. In CI a missing engine is a failure, not a reason to skip.
  static let isPossible: Bool = {
    let hasEngine = ["/usr/sbin/dockerd", "/usr/bin/dockerd", "/usr/local/bin/dockerd"].contains {
      FileManager.default.isExecutableFile(atPath: $0)
    }
    if ProcessInfo.processInfo.environment["TRIPTYCH_ENGINE"] == "no" { return false }
    if getuid() == 0, hasEngine { return true }
    if hasEngine, ProcessInfo.processInfo.environment["CI"] == "true" { return true }
    print("ENGINE TESTS ARE SKIPPED: they need root and dockerd on this machine.")
    return false
  }()

  static let image = "triptych-test:1"
  nonisolated let folder: String
  nonisolated var address: String { "unix://\(folder)/docker.sock" }
  private let tls: [String]
  private var isStarted = false

  /// - Parameters:
  ///   - suffix: of its folder: short, because a socket's path is.
  ///   - tls: a folder of certificates; then it also listens on 127.0.0.1:2376 of its own network.
  init(_ suffix: String = "", in parent: String = "/tmp", tls: String? = nil) {
    self.tls = tls.map { ["--tls", $0] } ?? []
    folder = "\(parent)/triptych-engine-\(getpid())\(suffix)"
  }

  /// The running engine's client, with the test image in it.
  func docker() async throws -> Docker {
    if !isStarted {
      try await script(["start", folder, "--owner", "\(getpid())"] + tls)
      try await importImage()
      isStarted = true
    }
    return await Docker.discover(caller: caller)
  }

  /// The process of dockerd, to be killed or stopped.
  func pid() throws -> pid_t {
    guard let pid = pid_t(try fact("pid")) else { throw Failure("no pid") }
    return pid
  }

  func kill() throws { Glibc.kill(try pid(), SIGKILL) }

  /// The name of its network namespace: where published ports are.
  func networkNamespace() throws -> String { try fact("netns") }

  func restart() async throws { try await script(["restart", folder]) }

  /// Ends it with all that it has. What starts at its address afterwards is another engine.
  func remove() async throws {
    try await script(["stop", folder])
    isStarted = false
  }

  /// Runs the docker program against it.
  @discardableResult
  func run(docker arguments: String...) async throws -> String {
    let docker = try await docker()
    let result = await SubprocessRunner().run(
      docker.command(arguments, on: docker.callerEndpoint, deadline: .seconds(60)))
    guard result.isSuccess else {
      throw Failure("\(result.command): \(result.ending) \(result.errors)")
    }
    return result.output
  }

  nonisolated var caller: [String: String] {
    var caller = ProcessInfo.processInfo.environment
    caller["DOCKER_HOST"] = address
    // The settings of whoever runs the tests must not decide.
    caller["DOCKER_CONFIG"] = "\(folder)/settings"
    return caller
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
  }

  private func fact(_ name: String) throws -> String {
    let lines = try String(contentsOfFile: "\(folder)/engine", encoding: .utf8)
      .split(separator: "\n")
    guard let line = lines.first(where: { $0.hasPrefix(name + "=") }) else {
      throw Failure("the engine's file has no \(name)")
    }
    return String(line.dropFirst(name.count + 1))
  }

  private func script(_ arguments: [String]) async throws {
    try await run([repository + "/scripts/private-engine.sh"] + arguments)
  }

  /// A busybox and nothing else: no registry, no build.
  private func importImage() async throws {
    let source = """
      set -eu; cd "$(mktemp -d)"; mkdir -p bin tmp; cp "$(command -v busybox)" bin/busybox
      for name in sh sleep cat test true false echo touch rm kill; do ln -s busybox bin/$name; done
      tar -c . | docker --host "unix://$1/docker.sock" import - \(Self.image) >/dev/null; rm -rf "$PWD"
      """
    try await run(["/bin/sh", "-c", source, "import", folder])
  }

  private func run(_ argv: [String]) async throws {
    let result = await SubprocessRunner().run(
      Command(
        argv[0], Array(argv.dropFirst()), environment: ProcessInfo.processInfo.environment,
        deadline: .seconds(60)))
    guard result.isSuccess else {
      throw Failure("\(result.command): \(result.ending) \(result.errors)")
    }
  }
}

/// The root of this repository.
let repository = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
