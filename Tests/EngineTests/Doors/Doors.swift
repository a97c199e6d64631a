import Environments
import Foundation
import Operations
import Processes
import TestSupport

/// An engine behind doors that docker opens: by ssh, or by TLS. Each context leads through one of them, most to a fault.
/// All of it is on the loopback of the engine's own network, and ends with this process.
actor Doors {
  static let shared = Doors()

  static let isPossible = PrivateEngine.isPossible && SSHDoor.isPossible

  nonisolated let folder = "/tmp/triptych-doors-\(getpid())"
  /// The one that all doors are meant to lead to.
  nonisolated let engine: PrivateEngine
  private var opening: Task<Void, any Error>?

  init() { engine = PrivateEngine("-doors", tls: folder + "/certificates") }

  /// What somebody who uses these contexts has in the environment, once they are there: a `docker` in the engine's
  /// network, and an `ssh` with settings of its own, because ssh takes the home of the user database, whatever HOME says.
  func opened() async throws -> [String: String] {
    let opening = opening ?? Task { try await open() }
    self.opening = opening
    try await opening.value
    return [
      "PATH": "\(programs):/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "HOME": folder,
      "DOCKER_CONFIG": folder + "/settings",
    ]
  }

  private nonisolated var programs: String { folder + "/bin" }

  /// Something that a program which wants to ask for a password would start; it leaves the file `asked`.
  nonisolated var askingProgram: String { programs + "/ask" }
  nonisolated var wasAsked: Bool { FileManager.default.fileExists(atPath: folder + "/asked") }

  /// What the doctor says under a code of some environments, one for each context.
  func doctor(_ code: String, of contexts: [String]) async throws -> String {
    let caller = try await opened()
    let root = folder + "/repository"
    try? FileManager.default.removeItem(atPath: root)
    for context in contexts {
      let file = "\(root)/configs/environment/\(context).yaml"
      try FileManager.default.createDirectory(
        atPath: root + "/configs/environment", withIntermediateDirectories: true)
      try """
      schema_version: 1
      environment: {tier: development}
      target: {project: \(context), context: \(context), compose_files: []}

      """.write(toFile: file, atomically: true, encoding: .utf8)
    }
    let result = await SubprocessRunner().run(
      Command(
        BuiltProducts.folder + "/triptych", ["-C", root, "doctor"], environment: caller,
        deadline: .seconds(60)))
    var isWanted = false
    // The last line counts.
    return result.output.split(separator: "\n").dropLast().filter { line in
      if line.contains("  DOC") { isWanted = line.contains(code) }
      return isWanted
    }.joined(separator: "\n")
  }

  private func open() async throws {
    atexit { try? FileManager.default.removeItem(atPath: "/tmp/triptych-doors-\(getpid())") }
    try FileManager.default.createDirectory(
      atPath: programs, withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o700])
    try await Certificates.make(in: folder + "/certificates")
    let real = try await engine.docker()
    let ssh = try await SSHDoor(
      in: folder + "/ssh", to: engine.folder + "/docker.sock", beside: engine.pid())
    let network = "/run/netns/\(try await engine.networkNamespace())"
    try program(
      "docker", #"exec nsenter --net=\#(network) \#(real.installation.client ?? "") "$@""#)
    try program("ssh", #"exec /usr/bin/ssh -F \#(ssh.settings) "$@""#)
    try program("ask", "echo asked >>\(folder)/asked")
    try await makeContexts()
  }

  private func program(_ name: String, _ line: String) throws {
    let path = "\(programs)/\(name)"
    try "#!/bin/sh\n\(line)\n".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }

  private func makeContexts() async throws {
    try await shell(
      """
      set -eu; cd "$1"; export DOCKER_CONFIG="$1/settings"; keys="$1/certificates"; engine=tcp://127.0.0.1:2376
      make() { docker context create "$1" --docker "host=$2" >/dev/null 2>&1; }
      mine="ca=$keys/ca.pem,cert=$keys/client.pem,key=$keys/client.key"
      for name in works jumps changed unknown stranger jump password bare forbidden down silent closed nowhere.invalid
      do make "ssh-$name" "ssh://root@$name"; done
      make tls-works "$engine,$mine"
      make tls-expired "$engine,ca=$keys/ca.pem,cert=$keys/expired.pem,key=$keys/expired.key"
      make tls-other "$engine,ca=$keys/ca.pem,cert=$keys/other.pem,key=$keys/other.key"
      make tls-bare "$engine,ca=$keys/ca.pem"
      make tls-name "tcp://localhost:2376,$mine"
      make tls-authority "$engine,ca=$keys/other-ca.pem,cert=$keys/client.pem,key=$keys/client.key"
      make tls-plain "$engine"
      make plain-tls "tcp://127.0.0.1:2222,$mine"
      make tls-closed "tcp://127.0.0.1:2399,$mine"
      """, folder)
  }
}

/// Runs some lines of shell to their end.
func shell(_ source: String, _ arguments: String...) async throws {
  let result = await SubprocessRunner().run(
    Command(
      "/bin/sh", ["-c", source, "door"] + arguments,
      environment: ProcessInfo.processInfo.environment, deadline: .seconds(60)))
  guard result.isSuccess else {
    throw PrivateEngine.Failure("\(result.ending): \(result.errors)")
  }
}
