import Environments

/// An inspected container with all members that the details view shows.
struct InspectedDetails {
  struct State {
    var status: String
    var exitCode: Int?
    var outOfMemory: Bool?
    var error: String?
    var startedAt: String?
    var finishedAt: String?

    init(_ json: JSONValue) throws(JSONMismatch) {
      status = try json.required("Status", \.string)
      exitCode = try json.optional("ExitCode", \.integer)
      outOfMemory = try json.optional("OOMKilled", \.flag)
      error = try json.optional("Error", \.string)
      startedAt = try json.optional("StartedAt", \.string)
      finishedAt = try json.optional("FinishedAt", \.string)
    }
  }

  struct Config {
    var image: String?
    var user: String?
    var env: [String]?
    var secrets: ContainerSecrets

    init(_ json: JSONValue) throws(JSONMismatch) {
      secrets = ContainerSecrets(json)
      image = try json.optional("Image", \.string)
      user = try json.optional("User", \.string)
      env = try json.optional("Env", \.strings)
    }
  }

  struct Mount {
    var type: String?
    var name: String?
    var source: String?
    var destination: String?
    var isWritable: Bool?

    init(_ json: JSONValue) throws(JSONMismatch) {
      type = try json.optional("Type", \.string)
      name = try json.optional("Name", \.string)
      source = try json.optional("Source", \.string)
      destination = try json.optional("Destination", \.string)
      isWritable = try json.optional("RW", \.flag)
    }
  }

  struct Port {
    var hostAddress: String?
    var hostPort: String?

    init(_ json: JSONValue) throws(JSONMismatch) {
      hostAddress = try json.optional("HostIp", \.string)
      hostPort = try json.optional("HostPort", \.string)
    }

    /// The host addresses of a container's port; empty when the port is not published.
    static func list(_ json: JSONValue) throws(JSONMismatch) -> [Port] {
      json == .null ? [] : try json.list(of: Port.init)
    }
  }

  struct Network {
    var address: String?

    init(_ json: JSONValue) throws(JSONMismatch) {
      address = try json.optional("IPAddress", \.string)
    }
  }

  struct NetworkSettings {
    var ports: [String: [Port]]?
    var networks: [String: Network]?

    init(_ json: JSONValue) throws(JSONMismatch) {
      ports = try json.optional("Ports") { ports throws(JSONMismatch) in
        try ports.map(of: Port.list)
      }
      networks = try json.optional("Networks") { networks throws(JSONMismatch) in
        try networks.map(of: Network.init)
      }
    }
  }

  struct HostConfig {
    struct RestartPolicy {
      var name: String?

      init(_ json: JSONValue) throws(JSONMismatch) {
        name = try json.optional("Name", \.string)
      }
    }

    var restartPolicy: RestartPolicy?

    init(_ json: JSONValue) throws(JSONMismatch) {
      restartPolicy = try json.optional("RestartPolicy", RestartPolicy.init)
    }
  }

  var id: String
  var name: String
  /// The image's digest.
  var image: String?
  var restartCount: Int?
  var state: State
  var config: Config
  var mounts: [Mount]?
  var networkSettings: NetworkSettings?
  var hostConfig: HostConfig?

  init(_ json: JSONValue) throws(JSONMismatch) {
    id = try json.required("Id", \.string)
    name = try json.required("Name", \.string)
    image = try json.optional("Image", \.string)
    restartCount = try json.optional("RestartCount", \.integer)
    state = try json.required("State", State.init)
    config = try json.required("Config", Config.init)
    mounts = try json.optional("Mounts") { mounts throws(JSONMismatch) in
      try mounts.list(of: Mount.init)
    }
    networkSettings = try json.optional("NetworkSettings", NetworkSettings.init)
    hostConfig = try json.optional("HostConfig", HostConfig.init)
  }

  /// `nil` for JSON that does not describe a container.
  static func parse(_ json: [UInt8]) -> InspectedDetails? {
    JSONValue(json: json).flatMap { try? InspectedDetails($0) }
  }
}

extension InspectedDetails {
  var details: ContainerDetails {
    ContainerDetails(
      name: name.hasPrefix("/") ? String(name.dropFirst()) : name,
      facts: identity + life + ports + mountPoints + networks + variables
    ).masked(by: config.secrets.mask)
  }

  private typealias Fact = ContainerDetails.Fact

  private var identity: [ContainerDetails.Fact] {
    [
      config.image.map { Fact("image", $0) }, image.map { Fact("digest", $0) },
      Fact("id", String(id.prefix(12))),
      config.user.flatMap { $0.isEmpty ? nil : Fact("user", $0) },
    ].compactMap(\.self)
  }

  private var life: [ContainerDetails.Fact] {
    var facts = [Fact("state", state.status)]
    if let time = Self.time(state.startedAt) { facts.append(Fact("started", time)) }
    if let time = Self.time(state.finishedAt) {
      let reason = state.outOfMemory == true ? ", out of memory" : ""
      // While it runs the engine keeps no exit code of the run before.
      let code = state.status == "running" ? "" : "code \(state.exitCode ?? 0)\(reason), "
      facts.append(Fact("last exit", code + time))
    }
    if let error = state.error, !error.isEmpty { facts.append(Fact("error", error.spelledOut)) }
    let policy = hostConfig?.restartPolicy?.name.flatMap { $0.isEmpty ? nil : " (\($0))" } ?? ""
    facts.append(Fact("restarts", "\(restartCount ?? 0)\(policy)"))
    return facts
  }

  private var ports: [ContainerDetails.Fact] {
    (networkSettings?.ports ?? [:]).sorted { $0.key < $1.key }.flatMap { port, hosts in
      let hosts = hosts.map { "\($0.hostAddress ?? ""):\($0.hostPort ?? "")" }
      return hosts.isEmpty
        ? [Fact("port", "\(port), not published")] : hosts.map { Fact("port", "\($0) → \(port)") }
    }
  }

  private var mountPoints: [ContainerDetails.Fact] {
    (mounts ?? []).map { mount in
      let source = mount.name.flatMap { $0.isEmpty ? nil : $0 } ?? mount.source ?? ""
      let mode = mount.isWritable == false ? ", read-only" : ""
      return Fact(
        "mount",
        "\(mount.type ?? "") \(source) → \(mount.destination ?? "")\(mode)".spelledOut)
    }
  }

  private var networks: [ContainerDetails.Fact] {
    (networkSettings?.networks ?? [:]).sorted { $0.key < $1.key }.map { name, network in
      Fact("network", [name, network.address ?? ""].joined(separator: " "))
    }
  }

  /// A name or the form of a value can mark a secret. The mask hides its length, too.
  private var variables: [ContainerDetails.Fact] {
    (config.env ?? []).sorted().map { entry in
      let name = String(entry.prefix { $0 != "=" })
      let value = String(entry.dropFirst(name.count + 1))
      let isSecret =
        SecretPatterns.isSecret(name, value: value) || SecretPatterns.looksSecret(value)
      return Fact("env", "\(name)=\(isSecret ? Secret.mask : value)".spelledOut)
    }
  }

  /// `2026-11-23T14:02:11.123456Z` to the second; `nil` for the year 1, by which the engine means "never".
  private static func time(_ text: String?) -> String? {
    guard let text, !text.hasPrefix("0001-"), text.count > 19 else { return nil }
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8) + " UTC"
  }
}
