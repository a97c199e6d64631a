import Environments

extension Rules {
  static let sharedResources: @Sendable ([RuleSubject]) -> [Rule.Finding] = { subjects in
    var order: [SharedResource.Identity] = []
    var users: [SharedResource.Identity: [(name: String, location: Location?)]] = [:]
    let borrowed = subjects.filter { !$0.turnsOff("ISO02") }.flatMap { subject in
      subject.sharedResources.compactMap { resource -> Rule.Finding? in
        if let owner = subjects.first(where: { $0.owns(resource, of: subject) }) {
          return Rule.Finding(
            message:
              "\(subject.name) uses \(resource.identity.name), a \(resource.identity.kind) of \(owner.name)",
            location: resource.location, hint: SharedResource.hint,
            environments: [owner.name, subject.name])
        }
        if users[resource.identity] == nil { order.append(resource.identity) }
        users[resource.identity, default: []].append((subject.name, resource.location))
        return nil
      }
    }
    return borrowed
      + order.compactMap { identity in
        let names = (users[identity] ?? []).map(\.name).withoutRepeats
        let places = (users[identity] ?? []).compactMap(\.location)
        guard names.count > 1 else { return nil }
        return Rule.Finding(
          message: "\(names.enumerated) share the \(identity.kind) \(identity.name)",
          location: places.last, related: places.dropLast().withoutRepeats,
          hint: identity.kind == "secret file"
            ? "give each environment a file of its own, below TRIPTYCH_SECRETS"
            : SharedResource.hint,
          environments: names)
      }
  }
}

/// A resource outside of its own project that an environment uses.
private struct SharedResource {
  struct Identity: Hashable {
    /// The kind, as a phrase for a sentence.
    var kind: String
    var name: String
    /// The engine of the resource; empty for files, which are on this machine.
    var engine: String
  }

  static let hint = "leave out name: and external:, so that each project has its own"

  var identity: Identity
  var location: Location?
}

extension RuleSubject {
  fileprivate var sharedResources: [SharedResource] {
    named("volumes", "volume") + named("networks", "network") + secretFiles
  }

  /// Whether another environment's resource has a name that Compose generates for this project.
  fileprivate func owns(_ resource: SharedResource, of subject: RuleSubject) -> Bool {
    let project = environment.target.project
    return project != subject.environment.target.project
      && resource.identity.engine == engine
      && resource.identity.name.hasPrefix(project + "_")
  }

  /// The volumes and networks whose names do not start with the project's; the others are the project's own.
  private func named(_ section: String, _ kind: String) -> [SharedResource] {
    let engine = engine
    let settings = environment.settings(.compose, under: "\(section).")
    return settings.compactMap { setting -> SharedResource? in
      let parts = setting.key.path.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 3 else { return nil }
      let name: String?
      switch (parts[2], setting.value) {
      case ("name", let value): name = text(value)
      case ("external", .bool(true)):
        // A resource with a `name:` is counted by that.
        let hasName = environment.setting(SettingKey(.compose, "\(section).\(parts[1]).name"))
        name = hasName == nil ? String(parts[1]) : nil
      default: name = nil
      }
      guard let name, !name.isEmpty, !isOwn(name) else { return nil }
      return SharedResource(
        identity: .init(kind: kind, name: name, engine: engine), location: setting.location)
    }
  }

  /// Whether the name is the project's, or starts with it and a separator. `trading-prod_data` does not belong to
  /// `trading`.
  private func isOwn(_ name: String) -> Bool {
    let project = environment.target.project
    guard name.hasPrefix(project) else { return false }
    let rest = name.dropFirst(project.count)
    return rest.isEmpty || rest.hasPrefix("_") || (rest.hasPrefix("-") && !rest.contains("_"))
  }

  /// The secret files outside the rendered folders, which are the environment's own.
  private var secretFiles: [SharedResource] {
    environment.settings(.compose, under: "secrets.").compactMap { setting in
      guard setting.key.path.hasSuffix(".file"), case .string(let written) = setting.value,
        !RenderedVariable.names.contains(where: { written.contains("${\($0)") })
      else { return nil }
      let text = interpolated(written)
      let path =
        environment.composeState.isOfCompose || text.hasPrefix("/")
        ? text : text.joined(to: composeFolder)
      let own = ["run", "secrets"].map { "./.triptych/\($0)/\(environment.name)/" }
      guard !own.contains(where: { path.startsExactly(with: $0) }) else { return nil }
      return SharedResource(
        identity: .init(kind: "secret file", name: path, engine: ""), location: setting.location)
    }
  }

  /// The base folder of paths in files as written.
  private var composeFolder: ArraySlice<Substring> {
    (environment.target.composeFiles.first ?? "").split(separator: "/").dropLast()
  }
}
