import Engine
import Environments
import Processes

/// A shell in a container: recorded before it opens and after it has ended.
package struct Shell: Sendable {
  /// The command line that opens it.
  package var argv: [String]
  package var variables: [String: String]
  private var intent: ActivityEntry
  private var activity: ActivityLog

  /// Judges the consent, asks the container which shell it has and records the intent to open it.
  package static func find(
    in container: ContainerStatus, of environment: Environment, consent: Consent, docker: Docker,
    workspace: Workspace, user: String
  ) async -> Result<Shell, ShellRefusal> {
    if let objection = objectionToShell(in: environment, consent: consent) {
      return .failure(ShellRefusal("The shell in \(container.name) is refused: \(objection)"))
    }
    let endpoint = docker.endpoint(of: environment.target)
    let probe = await docker.runner.run(
      docker.command(
        ["exec", container.id, "sh", "-c", "command -v bash || command -v sh"], on: endpoint))
    guard probe.isSuccess else {
      let refusal = ShellRefusal(probe, container, on: endpoint)
      let mask = SecretGate.process.mask(of: environment)
      return .failure(ShellRefusal(mask.shown(refusal.description, from: .other)))
    }
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

  /// Records the end of the shell; returns why it could not be recorded.
  package func end(status: Int?) -> String? {
    let entry = intent.outcome(
      status == nil ? "failed" : "succeeded", reason: status.map { "exit code \($0)" })
    do { try activity.append(entry) } catch { return "\(error)" }
    return nil
  }
}

/// Why no shell can be opened, in a sentence.
package struct ShellRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package var description: String

  init(_ description: String) { self.description = description }

  init(_ probe: CommandResult, _ container: ContainerStatus, on endpoint: Endpoint) {
    if let state = engineFault(probe, on: endpoint) {
      self.init("No shell can be opened in \(container.name): \(state.reason(on: endpoint))")
      return
    }
    let words = probe.errors.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
    switch probe.ending {
    case .exited(let code) where code == 126 || code == 127:
      self.init("The image of \(container.service) has neither bash nor sh.")
    case .exited where words.contains("is not running"):
      self.init("\(container.name) is not running any more.")
    case .exited: self.init("No shell can be opened in \(container.name): \(words)")
    default: self.init("No shell can be opened in \(container.name): the engine did not answer.")
    }
  }
}
