import FoundationEssentials
import Glibc
import TestSupport

/// A checkout with one environment, `dev`, and a docker that is a shell script: its `up` waits until it is told to go on.
final class FakeDocker: Sendable {
  struct Failure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
  }

  let root: String

  /// - Parameter isStubborn: `up` ignores SIGTERM.
  init(isStubborn: Bool = false) throws {
    root = "/tmp/triptych-fake-\(getpid())-\(UInt32.random(in: .min ... .max))"
    try write(
      "configs/environment/dev.yaml",
      """
      schema_version: 1
      environment: {tier: development}
      target: {project: fake-dev, compose_files: [docker/docker-compose.dev.yml]}
      launch: {timeout: 120s}

      """)
    try write("docker/docker-compose.dev.yml", "services:\n  api: {image: \"img:1\"}\n")
    try setState("running")
    try write("bin/docker", client, mode: 0o755)
    try write("home/.docker/cli-plugins/docker-compose", plugin(isStubborn), mode: 0o755)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  var environment: [String: String] {
    [
      "DOCKER_HOST": "unix:///nowhere/docker.sock", "HOME": root + "/home",
      "PATH": root + "/bin:/usr/bin:/bin",
    ].merging(SanitizerOptions.inherited) { $1 }
  }

  func open(_ words: String...) throws -> TerminalSession {
    try TerminalSession(
      BuiltProducts.folder + "/triptych", ["-C", root] + words, environment: environment,
      columns: 120, rows: 40)
  }

  /// Lets `up` go on: the container starts.
  func goOn() throws { try write("go", "") }

  /// The container is there without an `up`.
  func start() throws { try write("started", "") }

  func setState(_ state: String) throws { try write("inspected", container(in: state)) }

  /// The process of `up`.
  func upProcess() throws -> pid_t {
    let text = try String(contentsOfFile: root + "/up.pid", encoding: .utf8)
    guard let pid = pid_t(text.split(separator: "\n").first ?? "") else {
      throw Failure("no process in up.pid: \(text)")
    }
    return pid
  }

  /// The record of acts, as it is.
  var activity: String {
    (try? String(contentsOfFile: root + "/.triptych/activity.jsonl", encoding: .utf8)) ?? ""
  }

  /// Waits until the record has a text.
  func waitForActivity(_ text: String) throws {
    try wait(for: "\(text) in the record") { activity.contains(text) }
  }

  func waitUntilGone(_ pid: pid_t) throws {
    try wait(for: "the end of \(pid)") {
      let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
      return status.map { $0.contains(") Z ") } ?? true
    }
  }

  private func wait(for words: String, _ isReached: () -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while !isReached() {
      guard ContinuousClock.now < deadline else {
        throw Failure("waited for: \(words)\n\(activity)")
      }
      usleep(20_000)
    }
  }

  private func write(_ path: String, _ text: String, mode: Int = 0o644) throws {
    let file = URL(filePath: root + "/" + path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    // Whole or not at all: the fake may be reading it.
    try Data(text.utf8).write(to: file, options: .atomic)
    guard chmod(root + "/" + path, mode_t(mode)) == 0 else {
      throw Failure("cannot set the mode of \(path)")
    }
  }

  private var client: String {
    """
    #!/bin/sh
    case "$*" in
      *" ps "*) if [ -e \(root)/started ]; then echo "a1 fake-dev"; fi ;;
      *" inspect --type container "*) cat \(root)/inspected ;;
      *" image inspect "*) echo sha256:1 ;;
      *" events "*) exec sleep 600 ;;
      *" version "*) echo 20.10.24 ;;
    esac

    """
  }

  private func plugin(_ isStubborn: Bool) -> String {
    """
    #!/bin/sh
    case "$*" in
      *" config --format json"*) echo '{"name":"fake-dev","services":{"api":{"image":"img:1"}}}' ;;
      *--dry-run*) ;;
      *" up "*)
        trap '\(isStubborn ? "" : "exit 130")' TERM
        echo $$ > \(root)/up.pid
        echo " Container fake-dev-api-1  Creating" >&2
        while [ ! -e \(root)/go ]; do sleep 0.05; done
        touch \(root)/started
        echo " Container fake-dev-api-1  Started" >&2 ;;
    esac

    """
  }

  private func container(in state: String) -> String {
    #"{"id":"a1","name":"/fake-dev-api-1","restarts":0,"state":{"Status":"\#(state)","ExitCode":0,"#
      + #""OOMKilled":false,"Error":"","StartedAt":"2026-11-23T00:00:01.5Z","FinishedAt":"x"},"#
      + #""labels":{"com.docker.compose.project":"fake-dev","com.docker.compose.service":"api","#
      + #""com.docker.compose.container-number":"1","com.docker.compose.oneoff":"False","#
      + #""com.docker.compose.project.working_dir":"\#(root)/docker"}}"# + "\n"
  }
}
