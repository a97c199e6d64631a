import Engine
import Environments
import Glibc
import Loading
import Processes

/// A question to Compose about an environment's files, and everything that the answer depends on.
struct ComposeQuestion: Sendable {
  var environment: Environment
  var project: ComposeProject
  /// The command: its argv, variables and folder are part of the question.
  var command: Command
  var envFiles: [String]
  /// The folder of the caller's docker settings.
  var settingsFile: String

  /// `nil` when the files that Compose would read cannot be determined.
  func inputs(in workspace: Workspace) -> ComposeInputs? {
    environment.composeInputs(envFiles: envFiles) { workspace.read($0) }
  }

  /// Why Compose must not be asked; `nil` when it may.
  func hazard(in workspace: Workspace) -> String? {
    environment.composeHazard(envFiles: envFiles) { workspace.readWithHazards($0) }
  }

  func secrets(in workspace: Workspace, _ inputs: ComposeInputs) -> [Secret] {
    // The env files of the call come first: each may use the variables of those before it.
    let files = envFiles + inputs.files.filter { !envFiles.contains($0) }
    return environment.secrets(ofEnvFiles: files) { workspace.read($0) }
  }

  /// The state of all inputs at one moment.
  struct State: Hashable {
    /// The digest of their contents and of the programs that read them.
    var digest: String
    /// Changes when a file is written, even with the same content.
    var stamps: [String]
  }

  /// `nil` when one of the files cannot be read. The digest is keyed, because the files may contain secrets.
  func state(of inputs: ComposeInputs, in workspace: Workspace, key: [UInt8]) -> State? {
    var parts = ["inputs of Compose's answer", environment.name]
    // Another build of triptych, or other secrets of any environment, may mask differently.
    parts.append(Self.stamp("/proc/self/exe"))
    parts += environment.knownSecrets.reveal(Self.list)
    parts += Self.list(environment.settings.filter { $0.key.source == .secrets }.map(\.key.path))
    parts += [command.executable, Self.stamp(command.executable), Self.stamp(settingsFile)]
    parts += Self.list(command.arguments) + [command.workingDirectory ?? ""]
    var stamps: [String] = []
    for file in inputs.files {
      switch workspace.read(file) {
      case .text(let text): parts += [file, "text", text]
      case .missing: parts += [file, "missing"]
      case .directory: parts += [file, "folder"]
      default: return nil
      }
      stamps.append(Self.stamp(file.hasPrefix("/") ? file : workspace.path(file)))
    }
    for place in inputs.resolvedPaths {
      let path = place.hasPrefix("/") ? place : workspace.path(place)
      parts += [place, Workspace.realPath(path) ?? "missing"]
    }
    parts += Self.list(variables(namedIn: parts).flatMap { [$0.key, $0.value] })
    let bytes = parts.lazy.map { Array($0.utf8) }
    return State(digest: Digest.hex(Digest.hmac(key: key, parts: bytes)), stamps: stamps)
  }

  /// The variables of the call. Those that differ between logins and terminals are included only where a file names them.
  private func variables(namedIn texts: [String]) -> [(key: String, value: String)] {
    command.environment.sorted { $0.key < $1.key }.filter { variable in
      !Self.variablesOfALogin.contains(variable.key)
        || texts.contains { $0.contains(variable.key) }
    }
  }

  private static let variablesOfALogin: Set<String> = [
    "LANG", "LC_ALL", "SSH_AUTH_SOCK", "XDG_RUNTIME_DIR",
  ]

  private static func list(_ texts: [String]) -> [String] { ["\(texts.count)"] + texts }

  /// Distinguishes two states of a file without reading it.
  static func stamp(_ path: String) -> String {
    var facts = Glibc.stat()
    guard stat(path, &facts) == 0 else { return "missing" }
    return [
      Int(facts.st_dev), Int(facts.st_ino), Int(facts.st_size), facts.st_mtim.tv_sec,
      facts.st_mtim.tv_nsec, facts.st_ctim.tv_sec, facts.st_ctim.tv_nsec,
    ].map { "\($0)" }.joined(separator: " ")
  }
}

extension Docker {
  /// No engine is asked; a context that always exists avoids an error about a missing one.
  func question(about environment: Environment, root: String) -> ComposeQuestion {
    let project = ComposeProject(
      environment, endpoint: .context("default", host: nil), root: root)
    return ComposeQuestion(
      environment: environment, project: project,
      command: resolving(project),
      envFiles: project.envFiles,
      settingsFile: dockerConfigFolder(self.environment) + "/config.json")
  }
}
