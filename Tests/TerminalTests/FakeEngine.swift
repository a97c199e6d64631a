import FoundationEssentials
import Glibc
import Testing

/// A `docker` whose answers are files and whose events and logs the test writes, so that a day fits into seconds.
final class FakeEngine {
  enum Stream: String, CaseIterable {
    case events, logs
  }

  let folder: String
  private let pipes: [Stream: Int32]

  init() throws {
    var template = Array("/tmp/triptych-day-XXXXXX".utf8CString)
    folder = try #require(mkdtemp(&template).map { String(cString: $0) })
    let files = FileManager.default
    try files.createDirectory(
      atPath: folder + "/cli-plugins", withIntermediateDirectories: true)
    var pipes: [Stream: Int32] = [:]
    for stream in Stream.allCases {
      let path = "\(folder)/\(stream.rawValue)"
      mkfifo(path, 0o600)
      // For reading, too: so nobody waits for the other end, and the end of a reader is no SIGPIPE.
      pipes[stream] = try #require(
        Optional(open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC)).flatMap { $0 < 0 ? nil : $0 })
    }
    self.pipes = pipes
    try write("docker", Self.client, mode: 0o755)
    try write("cli-plugins/docker-compose", "#!/bin/sh\nexit 1\n", mode: 0o755)
    try setState("running")
  }

  deinit {
    for pipe in pipes.values { close(pipe) }
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// What the program needs to find it and nothing else.
  var environment: [String: String] {
    [
      "PATH": "\(folder):/usr/bin:/bin", "DOCKER_CONFIG": folder, "HOME": folder, "FAKE": folder,
      "TMPDIR": folder, "DOCKER_HOST": "unix://\(folder)/docker.sock",
    ]
  }

  /// The state of its one container, `api` of dev.
  func setState(_ state: String) throws {
    let labels = [
      #""com.docker.compose.project":"trading-dev""#, #""com.docker.compose.service":"api""#,
      #""com.docker.compose.container-number":"1""#, #""com.docker.compose.oneoff":"False""#,
    ].joined(separator: ",")
    try write(
      "inspected",
      #"{"id":"\#(Self.container)","name":"/trading-dev-api-1","restarts":0,"state":{"Status":"\#(state)","#
        + #""ExitCode":3,"OOMKilled":false,"Error":"","StartedAt":"2026-11-23T00:00:01.5Z"},"labels":{\#(labels)}}"#
        + "\n")
  }

  /// Writes what fits into the pipe now. Returns how many bytes that were.
  func write(_ bytes: ArraySlice<UInt8>, to stream: Stream) -> Int {
    guard let pipe = pipes[stream] else { return 0 }
    return bytes.withUnsafeBytes { max(0, Glibc.write(pipe, $0.baseAddress, $0.count)) }
  }

  static let container = String(repeating: "ab", count: 32)

  /// A line as `docker events --format '{{json .}}'` prints it.
  static func event(_ number: Int) -> String {
    let actions = ["start", "die", "health_status: healthy", "kill", "create", "destroy"]
    let time = Int(time(nil))
    return #"{"status":"x","id":"\#(container)","from":"image:1","Type":"container","#
      + #""Action":"\#(actions[number % actions.count])","Actor":{"ID":"\#(container)","Attributes":"#
      + #"{"com.docker.compose.project":"trading-dev","com.docker.compose.service":"api","number":"\#(number)"}},"#
      + #""scope":"local","time":\#(time),"timeNano":\#(time)000000000}"# + "\n"
  }

  /// A line as `docker logs --timestamps` prints it.
  static func logLine(_ text: String) -> String { "2026-11-25T12:00:00.000000001Z INFO \(text)\n" }

  private func write(_ name: String, _ text: String, mode: mode_t = 0o644) throws {
    let path = "\(folder)/\(name)"
    // Whole or not at all: the fake reads it at any moment.
    try Data(text.utf8).write(to: URL(filePath: path), options: .atomic)
    chmod(path, mode)
  }

  /// `--host X` or `--context X` stand before the verb.
  private static let client = """
    #!/bin/sh
    here=${0%/*}
    while [ $# -gt 0 ]; do
      case $1 in
        --host | --context) shift 2 ;;
        events | logs) exec cat "$here/$1" ;;
        version) echo 20.10.24; exit ;;
        info)
          case $* in *SystemTime*) echo "fake 2026-11-25T00:00:00Z"; exit ;; esac
          echo '{"ID":"fake","Name":"fake","NCPU":2,"MemTotal":4000000000}'; exit ;;
        ps) echo "\(container) trading-dev"; exit ;;
        inspect) exec cat "$here/inspected" ;;
        *) exit 0 ;;
      esac
    done

    """
}
