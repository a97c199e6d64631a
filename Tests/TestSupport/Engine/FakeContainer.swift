import Environments
import FoundationEssentials

/// A container of a fake engine, with the JSON that an engine returns for it.
package struct FakeContainer: Sendable {
  package struct Probe: Sendable {
    package var output: String
    package var exitCode = 0
    package var start: String?

    package init(_ output: String, exitCode: Int = 0, start: String? = nil) {
      self.output = output
      self.exitCode = exitCode
      self.start = start
    }
  }

  package var id: String
  /// `nil` for a container that Compose did not create.
  package var project: String? = "trading-dev"
  package var service = "api"
  package var number = 1
  package var isOneOff = false
  /// The state as the engine names it: `running`, `exited`.
  package var state = "running"
  package var exitCode = 0
  package var isOutOfMemory = false
  package var error = ""
  package var startedAt = "2026-11-23T00:00:01.5Z"
  /// `nil` for a container without a health check.
  package var health: String?
  package var failingStreak = 0
  package var probes: [Probe] = []
  package var restarts = 0
  package var workingDirectory = "/repo/docker"
  /// Its environment, each `NAME=value`.
  package var variables: [String] = []
  package var moreLabels: [String: String] = [:]
  package var hasTerminal = false
  package var log: [FakeLogLine] = []
  /// The response that refuses its log.
  package var logRefusal: (status: Int, words: String)?
  /// Whether it is listed but no longer exists when it is inspected.
  package var hasVanished = false

  package init(_ id: String, _ change: (inout FakeContainer) -> Void = { _ in }) {
    self.id = id
    change(&self)
  }

  var name: String { "\(project ?? "lone")-\(service)-" + (isOneOff ? "run-\(id)" : "\(number)") }

  private var labels: [String: String] {
    guard let project else { return moreLabels }
    return [
      "com.docker.compose.project": project, "com.docker.compose.service": service,
      "com.docker.compose.container-number": "\(number)",
      "com.docker.compose.oneoff": isOneOff ? "True" : "False",
      "com.docker.compose.project.working_dir": workingDirectory,
    ].merging(moreLabels) { $1 }
  }

  /// - Parameter label: `name` or `name=value`.
  func matches(label: String) -> Bool {
    let parts = label.split(separator: "=", maxSplits: 1).map(String.init)
    return parts.count == 2 ? labels[parts[0]] == parts[1] : labels[label] != nil
  }

  /// The container as the engine lists it.
  var listed: JSONValue {
    .object([
      "Id": .string(id), "Names": .array([.string("/" + name)]), "Image": .string("img:1"),
      "Labels": .object(labels.mapValues(JSONValue.string)), "State": .string(state),
      "Mounts": .array([]),
    ])
  }

  /// The container as the engine returns it when it is inspected.
  var inspected: JSONValue {
    var state: [String: JSONValue] = [
      "Status": .string(self.state), "ExitCode": .integer(exitCode),
      "OOMKilled": .bool(isOutOfMemory), "Error": .string(error), "StartedAt": .string(startedAt),
      "FinishedAt": .string("0001-01-01T00:00:00Z"), "Running": .bool(self.state == "running"),
    ]
    if let health {
      state["Health"] = .object([
        "Status": .string(health), "FailingStreak": .integer(failingStreak),
        "Log": .array(probes.map(\.json)),
      ])
    }
    return .object([
      "Id": .string(id), "Name": .string("/" + name), "RestartCount": .integer(restarts),
      "Image": .string("sha256:1"), "State": .object(state), "ExecIDs": .null, "Mounts": .array([]),
      "Config": .object([
        "Image": .string("img:1"), "User": .string(""),
        "Env": variables.isEmpty ? .null : .array(variables.map(JSONValue.string)),
        "Tty": .bool(hasTerminal),
        "Labels": .object(labels.mapValues(JSONValue.string)),
      ]),
      "HostConfig": .object(["RestartPolicy": .object(["Name": .string("")])]),
      "NetworkSettings": .object(["Ports": .object([:]), "Networks": .object([:])]),
    ])
  }

  /// The attributes of its events.
  func attributes(_ more: [String: String]) -> [String: String] {
    labels.merging(["image": "img:1", "name": name]) { $1 }.merging(more) { $1 }
  }
}

extension FakeContainer.Probe {
  fileprivate var json: JSONValue {
    var values: [String: JSONValue] = ["ExitCode": .integer(exitCode), "Output": .string(output)]
    if let start { values["Start"] = .string(start) }
    return .object(values)
  }
}

/// An event of a fake engine.
struct FakeEvent: Sendable {
  /// Seconds since 1970.
  var time: Int
  /// The event as the engine sends it, with a newline.
  var line: String

  static func container(
    _ action: String, _ container: FakeContainer, _ more: [String: String], time: Int
  ) -> FakeEvent {
    event("container", action, container.id, container.attributes(more), time)
  }

  static func image(_ action: String, _ name: String, time: Int) -> FakeEvent {
    event("image", action, "sha256:1", ["name": name], time)
  }

  private static func event(
    _ type: String, _ action: String, _ id: String, _ attributes: [String: String], _ time: Int
  ) -> FakeEvent {
    let json = JSONValue.object([
      "status": .string(action), "id": .string(id), "Type": .string(type),
      "Action": .string(action),
      "Actor": .object([
        "ID": .string(id), "Attributes": .object(attributes.mapValues(JSONValue.string)),
      ]), "scope": .string("local"), "time": .integer(time),
      "timeNano": .integer(time * 1_000_000_000),
    ])
    return FakeEvent(time: time, line: json.line + "\n")
  }
}

/// Output of a container.
package struct FakeLogLine: Sendable {
  package enum Stream: UInt8, Sendable {
    case output = 1
    case errors = 2
    /// A message of the engine.
    case words = 3
  }

  package var stream: Stream
  package var text: String
  /// Seconds since 1970.
  package var time: Int

  package init(_ text: String, _ stream: Stream = .output, time: Int = 1_795_392_001) {
    self.text = text
    self.stream = stream
    self.time = time
  }

  func bytes(hasTime: Bool, isFramed: Bool) -> [UInt8] {
    let stamp = CivilTime.timestamp(time).dropLast() + ".000000000Z "
    let text = Array(((hasTime && stream != .words ? String(stamp) : "") + text).utf8)
    return isFramed ? Self.frame(text, stream) : text
  }

  /// The frame in which the engine sends the output of a container without a terminal.
  static func frame(_ bytes: [UInt8], _ stream: Stream) -> [UInt8] {
    let count = (0..<4).reversed().map { UInt8(truncatingIfNeeded: bytes.count >> ($0 * 8)) }
    return [stream.rawValue, 0, 0, 0] + count + bytes
  }

  func isSince(_ moment: String?) -> Bool {
    moment.flatMap { Double($0) }.map { Double(time) >= $0 } ?? true
  }
}

/// The recorded answer of a real engine.
package enum RecordedAnswer {
  /// A container of Docker 20.10 with a health check, a port, a volume and a secret in its environment.
  package static func inspected() throws -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
    return Array(try Data(contentsOf: URL(filePath: "/\(folder)/inspected-20.10.json")))
  }
}

extension FakeContainer {
  /// The container as the engine returns it when it is inspected.
  package var inspectedText: String { inspected.line }
}
