import Engine
import Environments
import FoundationEssentials
import Loading
import Processes

/// One environment's stack as it is passed to Compose: engine, project, files and variables, all in argv.
package struct ComposeProject: Hashable, Sendable {
  package var environment: String
  package var target: Target
  package var endpoint: Endpoint
  /// The repository's root, absolute; Compose runs there, so that paths read as the operator wrote them.
  package var root: String
  /// Whether the environment was found, not declared. Without env files in argv, Compose would read `.env` by itself.
  private var isFound: Bool
  /// The variables that the env files set.
  private var namesInEnvFiles: Set<ExactText>

  package init(_ environment: Environment, endpoint: Endpoint, root: String) {
    self.environment = environment.name
    self.target = environment.target
    self.endpoint = endpoint
    self.root = root
    isFound = environment.found != nil
    namesInEnvFiles = environment.namesInEnvFiles
  }

  /// The env file of the current revision, relative to the root; the last one in argv, so that nothing overrides it. `nil`
  /// before the first rendering.
  package var renderedEnvFile: String? {
    if let revision = workspace?.currentRevision(of: environment) {
      return revision.environmentFile
    }
    // An older triptych rendered in place.
    let older = "\(runFolder)/compose.env"
    return OwnFile.isUsable("\(root)/\(older)") ? older : nil
  }

  /// Where this environment's rendered files are, relative to the root.
  package var runFolder: String { Workspace.runFolder(of: environment) }

  /// Where this environment's secrets are, relative to the root.
  package var secretFolder: String { Workspace.secretFolder(of: environment) }

  package var isRendered: Bool { renderedEnvFile != nil }

  fileprivate var hasRevision: Bool { workspace?.currentRevision(of: environment) != nil }

  private var workspace: Workspace? { try? Workspace(root: root) }

  /// Before the first rendering, the chosen images are passed directly; afterwards the rendered file contains them.
  private var ownEnvFiles: [String] {
    if let renderedEnvFile { return [renderedEnvFile] }
    let hasLocalImages = OwnFile.isUsable("\(root)/\(LocalImages.file)")
    return hasLocalImages ? [LocalImages.file] : []
  }

  /// What of the caller's shell Compose receives where it reads the files: what no env file sets, and the folder.
  func variables(of shell: [String: String]) -> [String: String] {
    ShellVariables.passed(ShellVariables.running(in: root, shell), besides: namesInEnvFiles)
  }

  /// The env files that are passed to Compose.
  var envFiles: [String] {
    let files = target.envFiles + ownEnvFiles
    return files.isEmpty && isFound ? ["/dev/null"] : files
  }

  /// The arguments before Compose's own verb. Relative paths inside the files follow the first file's folder, so no
  /// `--project-directory` is given.
  var arguments: [String] { arguments(files: target.composeFiles.flatMap { ["-f", $0] }) }

  /// The same with one more Compose file, the last one, on standard input.
  var overlaidArguments: [String] {
    arguments(files: (target.composeFiles + ["-"]).flatMap { ["-f", $0] })
  }

  /// The same with a snapshot on standard input in place of the files. The folder is that of the first file, which
  /// Compose writes into the labels of containers.
  var snapshotArguments: [String] {
    let folder = target.composeFiles.first?.split(separator: "/").dropLast() ?? []
    let isAbsolute = target.composeFiles.first?.hasPrefix("/") == true
    let path = (isAbsolute ? "/" : "./") + folder.joined(separator: "/")
    return arguments(files: ["-f", "-", "--project-directory", path])
  }

  /// The project by its name alone, for what Compose knows by the labels of containers.
  fileprivate var nameArguments: [String] {
    ["-p", target.project, "--env-file", "/dev/null", "--progress", "plain"]
  }

  private func arguments(files: [String]) -> [String] {
    ["-p", target.project] + files + envFiles.flatMap { ["--env-file", $0] }
      + target.profiles.flatMap { ["--profile", $0] } + ["--progress", "plain"]
  }
}

extension Docker {
  /// A call of the Compose plugin on a snapshot instead of the files. It is shown as the call that an operator would
  /// type, with the files.
  func compose(
    _ verb: [String], of project: ComposeProject, on snapshot: ComposeSnapshot?, deadline: Duration?
  ) -> Command {
    var command = compose(verb, of: project, deadline: deadline)
    guard let snapshot else { return command }
    command.arguments = project.endpoint.arguments + project.snapshotArguments + verb
    command.input = snapshot.model.reveal { $0 }
    // In a snapshot every variable is replaced already, and Compose needs its own, such as `PATH` and proxies.
    command.environment.merge(environment) { _, own in own }
    return command
  }

  /// A call of the Compose plugin that reads no file of the repository.
  func composeWithoutFiles(
    _ verb: [String], of project: ComposeProject, deadline: Duration?
  ) -> Command {
    var command = compose(verb, of: project, deadline: deadline)
    let arguments = project.endpoint.arguments + project.nameArguments + verb
    command.shown =
      ["docker"] + project.endpoint.arguments + ["compose"] + project.nameArguments + verb
    command.arguments = arguments
    // There, it would look for files by their usual names.
    command.workingDirectory = "/"
    return command
  }

  /// A call of the Compose plugin, shown as `docker compose …`.
  package func compose(
    _ verb: [String], of project: ComposeProject, deadline: Duration?, grace: Duration = .seconds(5)
  ) -> Command {
    let arguments = project.arguments + verb
    var environment = project.variables(of: environment)
    // An env file that sets it would let a launch remove containers that its plan did not show.
    environment["COMPOSE_REMOVE_ORPHANS"] = "false"
    if !project.isRendered {
      // Compose files may require what rendering writes, but comparing and stopping must work before the first launch.
      environment[RenderedVariable.run.name] = "\(project.root)/\(project.runFolder)"
      environment[RenderedVariable.revision.name] = "unrendered"
      environment[RenderedVariable.filesRevision.name] = "unrendered"
    }
    if !project.hasRevision {
      // What an older triptych rendered may lack this variable. A revision names its own folder.
      environment[RenderedVariable.secrets.name] = "\(project.root)/\(project.secretFolder)"
    }
    return Command(
      installation.composePlugin ?? "docker-compose", project.endpoint.arguments + arguments,
      environment: environment, workingDirectory: project.root, deadline: deadline, grace: grace,
      outputBytesMax: 16 << 20,
      shown: ["docker"] + project.endpoint.arguments + ["compose"] + arguments)
  }
}

extension Docker {
  /// The one question in which Compose reads an environment's files: what is shown, compared, planned and carried out is
  /// its answer.
  func resolving(
    _ project: ComposeProject, deadline: Duration = ComposePatience.acting.each
  ) -> Command {
    compose(["config", "--format", "json"], of: project, deadline: deadline).asking
  }
}

extension Docker {
  /// The project's containers, unless another checkout started them.
  ///
  /// - Parameter isAdopting: whether containers of another checkout are accepted as well.
  func ownContainers(
    of project: ComposeProject, in workspace: Workspace, isAdopting: Bool
  ) async -> Result<[ContainerStatus], PlanRefusal> {
    let name = project.target.project
    switch await engines[project.endpoint].containers(of: [name]) {
    case .failure(let fault): return .failure(PlanRefusal(fault.state, on: project.endpoint))
    case .success(let projects):
      let containers = projects[name] ?? []
      SecretGate.process.learn(of: containers)
      guard !isAdopting,
        let other = containers.lazy.compactMap(\.workingDirectory)
          .first(where: workspace.isElsewhere)
      else { return .success(containers) }
      return .failure(
        PlanRefusal(
          .refused(
            reason: "The containers of \(name) were started from another checkout, \(other). "
              + "Stop them there, or take them over with --adopt.")))
    }
  }
}

extension Workspace {
  fileprivate func isElsewhere(_ folder: String) -> Bool {
    folder != root && !folder.hasPrefix(root + "/")
  }
}
