import Engine
import Environments
import Glibc
import Loading
import Processes

/// What Compose is asked about an environment's files, and what its answer depends on.
struct ComposeQuestion: Sendable {
  var environment: Environment
  /// As it would be run: argv, variables and folder are part of the question.
  var command: Command
  var envFiles: [String]
  /// Where the caller's docker settings are.
  var settingsFile: String

  /// `nil` where what Compose would read cannot be known.
  func inputs(in workspace: Workspace) -> ComposeInputs? {
    environment.composeInputs(envFiles: envFiles) { workspace.read($0) }
  }

  func secrets(in workspace: Workspace, _ inputs: ComposeInputs) -> [Secret] {
    // Those of the call first: each may use the variables of those before it.
    let files = envFiles + inputs.files.filter { !envFiles.contains($0) }
    return environment.secrets(ofEnvFiles: files) { workspace.read($0) }
  }

  /// What all inputs are like at one moment.
  struct State: Hashable {
    /// Of what they say, and of the programs that read them.
    var digest: String
    /// Tells that one was written, even if it says the same again.
    var stamps: [String]
  }

  /// `nil` where one of the files cannot be read. Keyed, since secrets are in what is digested.
  func state(of inputs: ComposeInputs, in workspace: Workspace, key: [UInt8]) -> State? {
    var parts = ["inputs of Compose's answer", environment.name]
    // Another build may mask otherwise, and so does one that is told of another secret.
    parts.append(Self.stamp("/proc/self/exe"))
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
    // With its length before each part: no two lists of parts are one text.
    let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
    return State(
      digest: Digest.hex(Digest.hmac(key: key, Array(text.utf8))), stamps: stamps)
  }

  /// Every variable of the call; those that another login or another terminal has otherwise only where a file names
  /// them, since nothing else looks at them.
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

  /// Tells one state of a file from another without reading it.
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
  /// Nothing is asked of an engine; a context that always exists keeps a missing one from being the answer.
  func question(about environment: Environment, root: String) -> ComposeQuestion {
    let project = ComposeProject(
      environment, endpoint: .context("default", host: nil), root: root)
    return ComposeQuestion(
      environment: environment,
      command: compose(["config", "--format", "json"], of: project, deadline: .seconds(20)),
      envFiles: project.envFiles,
      settingsFile: dockerConfigFolder(self.environment) + "/config.json")
  }
}
