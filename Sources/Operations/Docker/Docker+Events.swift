import Environments
import FoundationEssentials
import Processes

extension Docker {
  /// What happens to the Compose containers and the images of one engine, until nobody listens or the engine is lost.
  ///
  /// Silence is no proof of life: a stopped engine keeps the stream open. Ask `version` now and then.
  ///
  /// - Parameter since: by the engine's clock; what happened from then on is told first, as far as the engine remembers
  ///   it. By default now, which closes the gap between starting the program and its being attached.
  package func events(on endpoint: Endpoint, since: String? = nil) -> AsyncStream<EngineEvent> {
    // Every event is only a reason to look; who falls behind misses nothing by losing the oldest.
    AsyncStream(bufferingPolicy: .bufferingNewest(1024)) { continuation in
      // The stream's life is the task's: ending one ends the other, and with it the child.
      let listening = Task {
        continuation.yield(.attached)
        let command = eventsCommand(on: endpoint, since: since ?? "\(secondsNow())")
        let result = await runner.run(command) { line in
          guard line.stream == .output, let event = PrintedEvent.event(in: line.text) else {
            return
          }
          continuation.yield(event)
        }
        continuation.yield(.lost(reason: reason(result, on: endpoint)))
        continuation.finish()
      }
      continuation.onTermination = { _ in listening.cancel() }
    }
  }

  private func eventsCommand(on endpoint: Endpoint, since: String) -> Command {
    // Each health probe makes three exec events; only what changes a container's state or the images is asked for.
    // Images carry no label of Compose's, so the containers are told apart by us.
    let actions = [
      "create", "start", "die", "oom", "stop", "kill", "pause", "unpause", "destroy", "rename",
      "health_status", "delete", "import", "load", "pull", "tag", "untag",
    ]
    var command = command(
      ["events", "--since", since, "--filter", "type=container", "--filter", "type=image"]
        + actions.flatMap { ["--filter", "event=\($0)"] } + ["--format", "{{json .}}"],
      on: endpoint, outputBytesMax: 64 * 1024)
    command.deadline = nil
    return command
  }
}

private func reason(_ result: CommandResult, on endpoint: Endpoint) -> String {
  switch engineFault(result, on: endpoint) {
  case .notInstalled(let words), .forbidden(let words), .unreachable(let words): words
  default:
    lastLine(result.errors).isEmpty
      ? "The engine ended the stream of events." : lastLine(result.errors)
  }
}
