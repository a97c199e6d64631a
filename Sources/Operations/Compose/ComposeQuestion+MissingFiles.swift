import Environments
import Loading
import Processes

extension ComposeQuestion {
  /// The same question without the env files that are missing; `nil` when none is, or when another kind of file is.
  ///
  /// One more Compose file says that they are not required. It travels on standard input, so nothing is written that
  /// would outlive a kill, and it decides nothing but the answer to this question (tried on 2.26 and 2.40).
  func commandWithoutMissingFiles(root: String) -> Command? {
    guard let workspace = try? Workspace(root: root) else { return nil }
    let missing = environment.missingFiles(root: root) { workspace.read($0) }
    guard !missing.isEmpty, missing.allSatisfy({ $0.use == .envFile }) else { return nil }
    var command = command
    let verb = command.arguments.dropFirst(
      project.endpoint.arguments.count + project.arguments.count)
    command.arguments = project.endpoint.arguments + project.overlaidArguments + verb
    command.shown = nil
    command.input = Array(overlay(missing, root: root).line.utf8)
    return command
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
