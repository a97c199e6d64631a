import FoundationEssentials
import Glibc
import Processes

@testable import Operations

/// A program in docker's place, written by the test as a shell script, with a folder for what it wants to remember. The
/// script finds the engine's address in `$address` and docker's verb in `$verb`.
final class FakeDocker: Sendable {
  let folder: String

  init(_ script: String) throws {
    folder = "/tmp/triptych-fake-docker-\(UUID().uuidString.prefix(8))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let text = "#!/bin/sh\ncd '\(folder)'\naddress=$2 verb=$3\necho \"$*\" >> calls\n" + script
    try Data(text.utf8).write(to: URL(filePath: folder + "/docker"))
    chmod(folder + "/docker", 0o755)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// - Parameter deadline: of each call.
  func docker(deadline: Duration? = nil) -> Docker {
    var docker = Docker(
      installation: DockerInstallation(client: folder + "/docker", composePlugin: nil),
      callerEndpoint: .host("unix:///one"), environment: ["PATH": "/usr/bin:/bin"],
      runner: SubprocessRunner(), turns: Turns(limit: 1))
    docker.callDeadline = deadline
    return docker
  }

  /// What was called, in order.
  var calls: [String] {
    let text = FileManager.default.contents(atPath: folder + "/calls") ?? Data()
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func write(_ name: String, _ text: String = "") throws {
    try Data(text.utf8).write(to: URL(filePath: folder + "/" + name), options: .atomic)
  }
}

extension FakeDocker {
  func remove(_ name: String) { unlink(folder + "/" + name) }
}
