import FoundationEssentials
import Processes

extension Docker {
  /// What happens to the Compose containers of one engine, until nobody listens or the engine is lost.
  ///
  /// Silence is no proof of life: a stopped engine keeps the stream open. Ask `version` now and then.
  package func events(on endpoint: Endpoint) -> AsyncStream<EngineEvent> {
    // Every event is only a reason to look; who falls behind misses nothing by losing the oldest.
    AsyncStream(bufferingPolicy: .bufferingNewest(1024)) { continuation in
      // The stream's life is the task's: ending one ends the other, and with it the child.
      let listening = Task {
        continuation.yield(.attached)
        let result = await runner.run(eventsCommand(on: endpoint)) { line in
          guard line.stream == .output, let change = change(in: line.text) else { return }
          continuation.yield(.container(change))
        }
        continuation.yield(.lost(reason: reason(result, on: endpoint)))
        continuation.finish()
      }
      continuation.onTermination = { _ in listening.cancel() }
    }
  }

  private func eventsCommand(on endpoint: Endpoint) -> Command {
    // Each health probe makes three exec events; only what changes a container's state is asked for. `--since` closes
    // the gap between starting the program and its being attached.
    let actions = [
      "create", "start", "die", "oom", "stop", "kill", "pause", "unpause", "destroy", "rename",
      "health_status",
    ]
    var command = command(
      ["events", "--since", "\(secondsNow())", "--filter", "type=container"]
        + ["--filter", "label=com.docker.compose.project"]
        + actions.flatMap { ["--filter", "event=\($0)"] } + ["--format", "{{json .}}"],
      on: endpoint, outputBytesMax: 64 * 1024)
    command.deadline = nil
    return command
  }
}

private func change(in line: String) -> EngineEvent.Change? {
  guard let event = try? JSONDecoder().decode(PrintedEvent.self, from: Data(line.utf8)),
    let attributes = event.actor.attributes, let project = attributes["com.docker.compose.project"]
  else { return nil }
  return EngineEvent.Change(
    project: project, service: attributes["com.docker.compose.service"] ?? "",
    action: event.action, containerID: event.actor.id)
}

private func reason(_ result: CommandResult, on endpoint: Endpoint) -> String {
  switch engineFault(result, on: endpoint) {
  case .notInstalled(let words), .forbidden(let words), .unreachable(let words): words
  default:
    lastLine(result.errors).isEmpty
      ? "The engine ended the stream of events." : lastLine(result.errors)
  }
}

private struct PrintedEvent: Decodable {
  struct Actor: Decodable {
    var id: String
    var attributes: [String: String]?

    enum CodingKeys: String, CodingKey {
      case id = "ID"
      case attributes = "Attributes"
    }
  }

  var action: String
  var actor: Actor

  enum CodingKeys: String, CodingKey {
    case action = "Action"
    case actor = "Actor"
  }
}
