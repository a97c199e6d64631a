import Environments
import Processes

extension Docker {
  /// Reads one container's log, each line with its time in front.
  func logsCommand(
    of container: String, _ request: LogRequest, since: String?, tail: Int?
  ) -> Command {
    var arguments = ["logs", "--timestamps"]
    if request.isFollowing { arguments.append("--follow") }
    if let since { arguments += ["--since", since] }
    if let tail { arguments += ["--tail", "\(tail)"] }
    var command = command(arguments + [container], on: request.endpoint)
    // It ends with the container, or when nobody reads any more.
    command.deadline = nil
    command.grace = .milliseconds(500)
    return command
  }

  /// The containers of a project, now and whenever an event says that they changed; until nobody listens. An engine
  /// that cannot be asked is told once, and asked again when it is back.
  package func containerLists(
    of project: String, on endpoint: Endpoint
  ) -> AsyncStream<Result<[ContainerStatus], EngineUnavailable>> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      // The stream's life is the task's.
      let listening = Task {
        var pause = Duration.seconds(1)
        while !Task.isCancelled {
          for await event in events(on: endpoint) {
            if case .container(let change) = event, change.project != project { continue }
            if case .image = event { continue }
            if case .lost = event { break }
            let found = await containers(of: [project], on: endpoint)
            if case .success = found { pause = .seconds(1) }
            continuation.yield(found.map { $0[project] ?? [] })
          }
          // Cancelled: the loop ends.
          try? await Task.sleep(for: pause)
          pause = min(pause * 2, .seconds(15))
        }
        continuation.finish()
      }
      continuation.onTermination = { _ in listening.cancel() }
    }
  }
}
