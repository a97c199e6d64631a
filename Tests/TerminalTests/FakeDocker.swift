import FoundationEssentials
import Glibc
import TestSupport
import Threads

/// A checkout with one environment, `dev`, a fake engine, and a shell script as Compose, whose `up` waits until it is
/// released.
final class FakeDocker: Sendable {
  struct Failure: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
  }

  let root: String
  let engine = FakeEngine()
  /// The pipe to which `up` writes once for each container that starts.
  private let starts: Int32

  /// - Parameter isStubborn: `up` ignores SIGTERM.
  init(isStubborn: Bool = false) throws {
    root = "/tmp/triptych-fake-\(getpid())-\(UInt32.random(in: .min ... .max))"
    mkdir(root, 0o755)
    mkfifo(root + "/starts", 0o600)
    // Also open for writing, so that `up` has a reader and the reader does not reach the end.
    starts = Glibc.open(root + "/starts", O_RDWR | O_CLOEXEC)
    let isStarted = BlockingThread.start { [engine, root, starts] in
      var byte: UInt8 = 0
      while read(starts, &byte, 1) == 1, byte == UInt8(ascii: "+") {
        Self.set("running", of: engine, root)
      }
      close(starts)
    }
    guard isStarted else { throw Failure("no thread is left") }
    try write(
      "configs/environment/dev.yaml",
      """
      schema_version: 1
      environment: {tier: development}
      target: {project: fake-dev, compose_files: [docker/docker-compose.dev.yml]}
      launch: {timeout: 120s}

      """)
    try write("docker/docker-compose.dev.yml", "services:\n  api: {image: \"img:1\"}\n")
    // Engines are asked without the docker client.
    try write("bin/docker", "#!/bin/sh\nexit 1\n", mode: 0o755)
    engine.set { $0.images = ["img:1"] }
    try write("home/.docker/cli-plugins/docker-compose", plugin(isStubborn), mode: 0o755)
  }

  deinit {
    _ = Glibc.write(starts, "-", 1)
    try? FileManager.default.removeItem(atPath: root)
  }

  var environment: [String: String] {
    [
      "DOCKER_HOST": engine.address, "HOME": root + "/home",
      "PATH": root + "/bin:/usr/bin:/bin",
    ].merging(SanitizerOptions.inherited) { $1 }
  }

  func open(_ words: String...) throws -> TerminalSession {
    try TerminalSession(
      BuiltProducts.folder + "/triptych", ["-C", root] + words, environment: environment,
      columns: 120, rows: 40)
  }

  /// Releases `up`, so that the container starts.
  func goOn() throws { try write("go", "") }

  /// Makes Compose a program that never answers.
  func hangCompose() throws {
    try write(
      "home/.docker/cli-plugins/docker-compose",
      "#!/bin/sh\necho $$ > '\(root)/ask.pid'\nexec sleep 600\n", mode: 0o755)
  }

  /// Declares another environment, with the same Compose file.
  func declare(_ environment: String) throws {
    try write(
      "configs/environment/\(environment).yaml",
      """
      schema_version: 1
      environment: {tier: development}
      target: {project: fake-\(environment), compose_files: [docker/docker-compose.dev.yml]}

      """)
  }

  /// Adds the container to the engine, which sends its event.
  func setState(_ state: String, exitCode: Int = 0) {
    Self.set(state, exitCode, of: engine, root)
  }

  private static func set(
    _ state: String, _ exitCode: Int = 0, of engine: FakeEngine, _ root: String
  ) {
    let container = FakeContainer("a1") {
      $0.project = "fake-dev"
      $0.state = state
      $0.exitCode = exitCode
      $0.workingDirectory = root + "/docker"
    }
    engine.set { $0.containers = [container] }
    engine.tell(state == "running" ? "start" : "die", of: container, ["exitCode": "\(exitCode)"])
  }

  /// The process of `up`.
  func upProcess() throws -> pid_t {
    let text = try String(contentsOfFile: root + "/up.pid", encoding: .utf8)
    guard let pid = pid_t(text.split(separator: "\n").first ?? "") else {
      throw Failure("no process in up.pid: \(text)")
    }
    return pid
  }

  /// The content of the activity record.
  var activity: String {
    (try? String(contentsOfFile: root + "/.triptych/activity.jsonl", encoding: .utf8)) ?? ""
  }

  /// Waits until `up` has said its last word and ended by itself.
  func waitUntilUpIsDone() throws {
    try wait(for: "the end of up") { access(root + "/up.done", F_OK) == 0 }
  }

  /// Waits until the activity record contains a text.
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
    // Written atomically, because the script may be reading it.
    try Data(text.utf8).write(to: file, options: .atomic)
    guard chmod(root + "/" + path, mode_t(mode)) == 0 else {
      throw Failure("cannot set the mode of \(path)")
    }
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
        printf + > \(root)/starts
        echo " Container fake-dev-api-1  Started" >&2
        : > \(root)/up.done ;;
    esac

    """
  }
}
