import Environments

extension InspectedDetails {
  var details: ContainerDetails {
    ContainerDetails(
      name: name.hasPrefix("/") ? String(name.dropFirst()) : name,
      facts: identity + life + ports + places + networks + variables)
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

  private var places: [ContainerDetails.Fact] {
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

  /// Names say what is a secret, and so do the looks of a value; its length is nobody's business either.
  private var variables: [ContainerDetails.Fact] {
    (config.env ?? []).sorted().map { entry in
      let name = String(entry.prefix { $0 != "=" })
      let value = String(entry.dropFirst(name.count + 1))
      let isSecret = SecretPatterns.isSecret(name) || SecretPatterns.looksSecret(value)
      return Fact("env", "\(name)=\(isSecret ? Secret.mask : value)".spelledOut)
    }
  }

  /// `2026-11-23T14:02:11.123456Z` to the second; `nil` for the engine's year 1, which is never.
  private static func time(_ text: String?) -> String? {
    guard let text, !text.hasPrefix("0001-"), text.count > 19 else { return nil }
    return text.prefix(10) + " " + text.dropFirst(11).prefix(8) + " UTC"
  }
}
