import FoundationEssentials
import Glibc
import TestSupport

/// A `docker` on the PATH that knows two containers of dev and says what their scripts say.
enum LogDocker {
  /// What `sleep` gets in every script, so that what is left behind can be found.
  static let nap = "600.\(getpid())"

  static let followed = "case \"$*\" in *--follow*) exec sleep \(nap);; esac"

  /// What a program needs to meet it.
  static func environment(api: String = quietAPI) throws -> [String: String] {
    try write("docker", docker)
    try write("logs-id1", api)
    try write(
      "logs-id2",
      """
      echo '2026-11-23T14:00:02.000000000Z {"level":"info","msg":"quote 1"}'
      echo '2026-11-23T14:00:04.000000000Z quote 2'
      \(followed)
      """)
    return [
      "PATH": "\(folder):/usr/local/bin:/usr/bin:/bin", "HOME": folder,
      "DOCKER_HOST": "unix:///nowhere/docker.sock",
    ].merging(SanitizerOptions.inherited) { $1 }
  }

  static let quietAPI = """
    echo '2026-11-23T14:00:01.000000000Z info api : started'
    echo '2026-11-23T14:00:03.000000000Z ERROR halted' >&2
    \(followed)
    """

  /// How many of its programs still run.
  static var sleepers: Int {
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.count { process in
      FileManager.default.contents(atPath: "/proc/\(process)/cmdline")
        == Data("sleep\0\(nap)\0".utf8)
    }
  }

  private static let docker = """
    here=\(folder)
    case " $* " in
    *" ps "*) echo 'id1 trading-dev'; echo 'id2 trading-dev' ;;
    *" inspect "*) echo '\(container("id1", "api"))'; echo '\(container("id2", "quotes"))' ;;
    *" logs "*) for id; do :; done; exec sh "$here/logs-$id" "$@" ;;
    *" events "*) exec sleep \(nap) ;;
    *" version "*) echo 20.10.24 ;;
    esac
    """

  private static func container(_ id: String, _ service: String) -> String {
    #"{"id":"\#(id)","name":"/trading-dev-\#(service)-1","restarts":0,"state":{"Status":"running","#
      + #""ExitCode":0,"StartedAt":"2026-11-23T14:00:00Z"},"labels":{"com.docker.compose.project":"#
      + #""trading-dev","com.docker.compose.service":"\#(service)","#
      + #""com.docker.compose.container-number":"1"}}"#
  }

  private static func write(_ name: String, _ script: String) throws {
    let path = folder + "/" + name
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: path), options: .atomic)
    chmod(path, 0o755)
  }

  private static let folder: String = {
    let folder = "/tmp/triptych-fake-docker-\(getpid())"
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    atexit {
      try? FileManager.default.removeItem(atPath: "/tmp/triptych-fake-docker-\(getpid())")
    }
    return folder
  }()
}
