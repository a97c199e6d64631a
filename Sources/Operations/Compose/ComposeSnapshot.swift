import Environments
import Loading
import Processes

/// What Compose resolved of an environment's files at one moment. An act is planned on a snapshot and hands it to
/// Compose in place of the files, so that the operator gets what was shown, whatever is written meanwhile.
///
/// Compose takes its own resolved model for the files that it was made of: the containers keep their configuration
/// (tried on 2.26 and 2.40).
struct ComposeSnapshot: Sendable {
  /// The model as Compose printed it, in JSON with every `$` doubled. It contains secrets, so it travels by standard
  /// input only.
  let model: Secret
  /// Changes with the model and with the files that containers read: secrets, configs and env files. Keyed, because
  /// these contain secrets.
  let digest: String
  /// What Compose warned of, such as a variable that is not set.
  let warnings: [String]
}

extension Docker {
  /// Asks Compose to resolve what it is given for a project.
  ///
  /// - Returns: Compose's own result when it refuses or does not answer.
  func snapshot(
    of project: ComposeProject, in workspace: Workspace, mask: ProgramMask
  ) async -> Result<ComposeSnapshot, ComposeRefusal> {
    let command = resolving(project)
    let result = await limiter.run { await runner.run(command) }
    guard result.isSuccess, !result.isOutputCut else { return .failure(ComposeRefusal(result)) }
    let model = Secret(result.output)
    var parts = [Array(result.output.utf8)]
    for file in project.envFiles + contentFiles(of: result.output) {
      let path = file.hasPrefix("/") ? file : workspace.path(file)
      parts.append(Array(file.utf8))
      parts.append(Workspace.secretBytes(path) ?? Array("unreadable".utf8))
    }
    let digest = Digest.hex(
      Digest.hmac(key: workspace.fingerprintKey(), parts: parts).prefix(16))
    return .success(
      ComposeSnapshot(
        model: model, digest: digest, warnings: ComposeMessages(result.errors, by: mask).warnings))
  }
}

/// The answer of a Compose that refuses, or that gives none.
struct ComposeRefusal: Error {
  let result: CommandResult

  init(_ result: CommandResult) { self.result = result }
}

/// The files behind the `secrets:` and `configs:` of a model; Compose reports absolute paths.
private func contentFiles(of model: String) -> [String] {
  guard let model = JSONValue(json: Array(model.utf8)) else { return [] }
  return ["secrets", "configs"].flatMap { section in
    (model[section]?.members ?? [:]).values.compactMap { $0["file"]?.string }.sorted()
  }
}
