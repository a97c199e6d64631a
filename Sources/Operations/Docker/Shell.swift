import Environments
import Processes

/// A shell in a container: found first, recorded before it opens and after it has ended.
package struct Shell: Sendable {
  /// What opens it: a whole command line, with the environment of docker and of the terminal.
  package var argv: [String]
  package var variables: [String: String]
  private var intent: ActivityEntry
  private var activity: ActivityLog

  /// Asks the container which shell it has. Gives back in words why none can be opened.
  package static func find(
    in container: ContainerStatus, of environment: Environment, docker: Docker,
    workspace: Workspace, user: String
  ) async -> Result<Shell, ShellRefusal> {
    let endpoint = docker.endpoint(of: environment.target)
    let probe = await docker.runner.run(
      docker.command(
        ["exec", container.id, "sh", "-c", "command -v bash || command -v sh"], on: endpoint))
    guard probe.isSuccess else { return .failure(ShellRefusal(probe, container)) }
    let shell = probe.output.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? "sh"
    let call = docker.command(
      ["exec", "--interactive", "--tty", container.id, shell], on: endpoint)
    let intent = ActivityEntry.intent(
      "shell", of: environment.name, user: user, at: secondsNow(),
      commands: [call.description], reason: container.name)
    let activity = ActivityLog(workspace)
    do { try activity.append(intent) } catch { return .failure(ShellRefusal("\(error)")) }
    return .success(
      Shell(
        argv: [call.executable] + call.arguments, variables: docker.environment, intent: intent,
        activity: activity))
  }

  /// Records its end. Gives back why it could not be recorded.
  package func end(status: Int?) -> String? {
    let entry = intent.outcome(
      status == nil ? "failed" : "succeeded", reason: status.map { "exit code \($0)" })
    do { try activity.append(entry) } catch { return "\(error)" }
    return nil
  }
}
