import Engine
import Environments
import Loading
import Processes

/// What Compose is given for an environment. Everything that triptych shows, plans and carries out of its Compose files
/// comes from this one call; acts hand on its answer.
package struct ComposeGiven: Hashable, Sendable {
  package var environment: String
  /// The call as an operator would type it.
  package var command: String
  package var files: [String]
  /// In their order: a later file overrides an earlier one.
  package var envFiles: [String]
  package var profiles: [String]
  /// The names of the variables that Compose receives besides the files, from the shell or from triptych.
  package var variables: [String]
  /// The names of the shell that an env file sets, so that Compose does not receive the shell's value.
  package var withheld: [String]
  /// The digest of Compose's answer and of the files that containers read, which a plan is bound to; or why there is
  /// none.
  package var digest: Answer

  package enum Answer: Hashable, Sendable {
    case known(String)
    case unknown(String)
  }

  package var text: String {
    func list(_ names: [String]) -> String {
      names.isEmpty ? "none" : names.map(\.spelledOut).joined(separator: " ")
    }
    let answer =
      switch digest {
      case .known(let digest): digest
      case .unknown(let reason): "unknown: \(reason.spelledOut)"
      }
    return """
      What Compose is given for \(environment)

      """
        + Columns.lines([
          ["  command", command.spelledOut], ["  files", list(files)],
          ["  env files", list(envFiles)],
          ["  profiles", list(profiles)], ["  variables", list(variables)],
          ["  withheld", list(withheld)], ["  digest", answer],
        ]).joined(separator: "\n")
  }

  package var json: String {
    func list(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
    var members: [String: JSONValue] = [
      "schema_version": .integer(1), "environment": .string(environment),
      "command": .string(command), "files": list(files), "env_files": list(envFiles),
      "profiles": list(profiles), "variables": list(variables), "withheld": list(withheld),
    ]
    switch digest {
    case .known(let digest): members["digest"] = .string(digest)
    case .unknown(let reason):
      members["digest"] = .null
      members["reason"] = .string(reason)
    }
    return JSONValue.object(members).text
  }
}

extension Docker {
  /// What Compose is given for an environment.
  ///
  /// - Parameter offline: does not ask Compose, so that the digest is not known.
  package func composeGiven(
    for environment: Environment, in workspace: Workspace, offline: Bool
  ) async -> ComposeGiven {
    let project = ComposeProject(
      environment, endpoint: endpoint(of: environment.target), root: workspace.root)
    let command = resolving(project)
    let withheld = self.environment.keys.filter { command.environment[$0] == nil }.sorted()
    let prefix =
      withheld.isEmpty ? "" : (["env"] + withheld.map { "-u \($0)" } + [""]).joined(separator: " ")
    var given = ComposeGiven(
      environment: environment.name,
      command: "\(prefix)\(command)",
      files: environment.target.composeFiles, envFiles: project.envFiles,
      profiles: environment.target.profiles, variables: command.environment.keys.sorted(),
      withheld: withheld, digest: .unknown("Compose is not asked, because of --offline"))
    if !offline { given.digest = await digest(of: environment, project, in: workspace) }
    return given
  }

  private func digest(
    of environment: Environment, _ project: ComposeProject, in workspace: Workspace
  ) async -> ComposeGiven.Answer {
    guard installation.composePlugin != nil else {
      return .unknown(DockerInstallation.pluginIsMissing)
    }
    let hazard = environment.composeHazard(envFiles: project.envFiles) {
      workspace.readWithHazards($0)
    }
    if let reason = environment.obstacle ?? hazard { return .unknown(reason) }
    switch await snapshot(
      of: project, in: workspace, mask: environment.programMask)
    {
    case .success(let snapshot): return .known(snapshot.digest)
    case .failure:
      return .unknown("Compose does not resolve the files; triptych validate says why")
    }
  }
}
