import Environments

/// The members that triptych reads of an inspected container.
struct InspectedContainer {
  struct State {
    var status: String
    var exitCode: Int
    var outOfMemory: Bool?
    var error: String?
    var startedAt: String?
    var health: HealthState?

    init(_ json: JSONValue) throws(JSONMismatch) {
      status = try json.required("Status", \.string)
      exitCode = try json.required("ExitCode", \.integer)
      outOfMemory = try json.optional("OOMKilled", \.flag)
      error = try json.optional("Error", \.string)
      startedAt = try json.optional("StartedAt", \.string)
      health = try json.optional("Health", HealthState.init)
    }
  }

  struct HealthState {
    var status: String
    var failingStreak: Int?
    var log: [Probe]?

    init(_ json: JSONValue) throws(JSONMismatch) {
      status = try json.required("Status", \.string)
      failingStreak = try json.optional("FailingStreak", \.integer)
      log = try json.optional("Log") { log throws(JSONMismatch) in try log.list(of: Probe.init) }
    }
  }

  struct Probe {
    var startedAt: String?
    var exitCode: Int?
    var output: String?

    init(_ json: JSONValue) throws(JSONMismatch) {
      startedAt = try json.optional("Start", \.string)
      exitCode = try json.optional("ExitCode", \.integer)
      output = try json.optional("Output", \.string)
    }
  }

  struct Config {
    var labels: [String: String]?
    var exposesPorts: Bool
    var secrets: ContainerSecrets

    init(_ json: JSONValue) throws(JSONMismatch) {
      secrets = ContainerSecrets(json)
      labels = try json.optional("Labels", \.stringMembers)
      if case .object(let ports)? = json["ExposedPorts"] {
        exposesPorts = !ports.isEmpty
      } else {
        exposesPorts = false
      }
    }
  }

  var id: String
  var name: String
  var restarts: Int?
  var state: State
  var config: Config?
  var volumes: [String]

  init(_ json: JSONValue) throws(JSONMismatch) {
    id = try json.required("Id", \.string)
    name = try json.required("Name", \.string)
    restarts = try json.optional("RestartCount", \.integer)
    state = try json.required("State", State.init)
    config = try json.optional("Config", Config.init)
    volumes = (json["Mounts"]?.items ?? []).compactMap { mount in
      mount["Type"]?.string == "volume" ? mount["Name"]?.string : nil
    }
  }
}

extension InspectedContainer {
  /// The Compose project it belongs to.
  var project: String? { config?.labels?["com.docker.compose.project"] }

  /// Whether `compose run` created it; such a container is not a replica of its service.
  private var isOneOff: Bool { config?.labels?["com.docker.compose.oneoff"] == "True" }

  var status: ContainerStatus {
    let labels = config?.labels ?? [:]
    let name = name.hasPrefix("/") ? String(name.dropFirst()) : name
    // A one-off goes by its own name: no declaration has it, so that it is told apart as an orphan.
    let service = isOneOff ? name : labels["com.docker.compose.service"] ?? ""
    var status = ContainerStatus(
      id: id, name: name, service: service,
      number: labels["com.docker.compose.container-number"].flatMap { Int($0) } ?? 1,
      state: lifecycle, health: health, failingStreak: state.health?.failingStreak ?? 0,
      lastProbe: state.health?.log?.last?.output.flatMap(firstLine), restartCount: restarts ?? 0,
      outOfMemory: state.outOfMemory ?? false, startedAt: state.startedAt.flatMap(secondsSince1970),
      error: state.error.flatMap { $0.isEmpty ? nil : $0 },
      workingDirectory: labels["com.docker.compose.project.working_dir"],
      revision: labels["triptych.revision"])
    status.isOneOff = isOneOff
    status.probes = probes
    status.offersPorts = config?.exposesPorts ?? false
    status.volumes = volumes
    guard let own = config?.secrets, !own.secrets.isEmpty else { return status }
    status.secrets = own.secrets
    return status.masked(by: own.mask)
  }

  private static let probesMax = 3
  private static let outputCharactersMax = 1_000

  private var probes: [ContainerStatus.Probe] {
    (state.health?.log ?? []).suffix(Self.probesMax).reversed().map { probe in
      ContainerStatus.Probe(
        startedAt: probe.startedAt.flatMap(secondsSince1970), exitCode: probe.exitCode ?? 0,
        output: String((probe.output ?? "").prefix(Self.outputCharactersMax)))
    }
  }

  private var lifecycle: ContainerStatus.State {
    switch state.status {
    case "running": .running
    case "paused": .paused
    case "restarting": .restarting
    case "removing": .removing
    case "exited": .exited(code: state.exitCode)
    case "dead": .dead
    default: .created
    }
  }

  private var health: ContainerStatus.Health {
    switch state.health?.status {
    case "starting": .starting
    case "healthy": .healthy
    case "unhealthy": .unhealthy
    default: .none
    }
  }
}

/// The first line that is not blank, without control characters: probes may print anything.
private func firstLine(_ output: String) -> String? {
  let line = output.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
  return line.map { line in
    String(String.UnicodeScalarView(line.unicodeScalars.filter { !$0.isControl }))
  }
}

/// The members that triptych reads of a container in the engine's list.
struct ListedContainer {
  var id: String
  var labels: [String: String]?
  private var names: [String]
  /// The paths on the engine's host that it mounts.
  var mountSources: [String]

  init(_ json: JSONValue) throws(JSONMismatch) {
    id = try json.required("Id", \.string)
    labels = try json.optional("Labels", \.stringMembers)
    names = try json.optional("Names", \.strings) ?? []
    let mounts = try json.optional("Mounts") { mounts throws(JSONMismatch) in
      try mounts.list { mount throws(JSONMismatch) in try mount.optional("Source", \.string) }
    }
    mountSources = (mounts ?? []).compactMap(\.self)
  }

  /// The whole list.
  static func list(_ json: JSONValue) throws(JSONMismatch) -> [ListedContainer] {
    try json.list(of: ListedContainer.init)
  }
}

extension ListedContainer {
  /// The Compose project it belongs to.
  var project: String? { labels?["com.docker.compose.project"] }

  /// The service that it is a container of; its own name when `compose run` created it.
  var service: String? {
    guard labels?["com.docker.compose.oneoff"] == "True" else {
      return labels?["com.docker.compose.service"]
    }
    return names.first.map { $0.hasPrefix("/") ? String($0.dropFirst()) : $0 }
  }

  var number: Int { labels?["com.docker.compose.container-number"].flatMap { Int($0) } ?? 1 }
}
