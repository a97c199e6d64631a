import Environments
import Loading
import Processes

extension ComposeQuestion {
  /// The same question without what is missing, and what stands for variables in it; `nil` when nothing is missing, or
  /// when the files cannot be taken apart.
  ///
  /// A variable is part of the call's environment. One more Compose file says that env files are not required; where
  /// a file of `extends:` or `include:` is missing, a copy of all files stands in for them. Both travel on standard input,
  /// so nothing is written that would outlive a kill, and the call decides nothing but the answer to this question.
  func withoutWhatIsMissing(root: String) -> (command: Command, placeholders: [Placeholder])? {
    guard let workspace = try? Workspace(root: root) else { return nil }
    let placeholders = environment.placeholders(
      root: root, besides: command.environment, fingerprint: workspace.fingerprinter()
    ) { workspace.read($0) }
    let missing = environment.missingFiles(root: root, placeholders: placeholders) {
      workspace.read($0)
    }
    guard !missing.isEmpty || !placeholders.isEmpty else { return nil }
    var command = command
    for placeholder in placeholders { command.environment[placeholder.name] = placeholder.value }
    let verb = command.arguments.dropFirst(
      project.endpoint.arguments.count + project.arguments.count)
    let envFiles = missing.filter { $0.use == .envFile }
    let documents = envFiles.isEmpty ? [] : [overlay(envFiles, root: root).line]
    if envFiles.count < missing.count {
      guard let copy = environment.composeCopy(without: missing, read: { workspace.read($0) })
      else { return nil }
      command.arguments = project.endpoint.arguments + project.snapshotArguments + verb
      command.input = Array(([copy] + documents).joined(separator: "\n---\n").utf8)
    } else if let overlay = documents.first {
      command.arguments = project.endpoint.arguments + project.overlaidArguments + verb
      command.input = Array(overlay.utf8)
    }
    command.shown = nil
    return (command, placeholders)
  }

  private func overlay(_ missing: [MissingFile], root: String) -> JSONValue {
    let first = environment.target.composeFiles.first ?? ""
    var files: [String: [JSONValue]] = [:]
    for file in missing {
      for service in file.services {
        files[service, default: []] += file.names(below: first, root: root).map {
          .object(["path": .string($0), "required": .bool(false)])
        }
      }
    }
    return .object([
      "services": .object(files.mapValues { .object(["env_file": .array($0)]) })
    ])
  }
}
