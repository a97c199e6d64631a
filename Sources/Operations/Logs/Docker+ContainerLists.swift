import Engine
import Environments

extension Docker {
  /// The containers of a project, now and after each event about them, until the stream is dropped. A failure of the
  /// engine is reported once; the engine is asked again when it is back.
  package func containerLists(
    of project: String, on endpoint: Endpoint
  ) -> AsyncStream<Result<[ContainerStatus], EngineUnavailable>> {
    AsyncStream(bufferingPolicy: .bufferingNewest(1)) { continuation in
      // The task ends with the stream.
      let listening = Task {
        var pause = Duration.seconds(1)
        while !Task.isCancelled {
          for await event in engines[endpoint].events() {
            if case .container(let change) = event, change.project != project { continue }
            if case .image = event { continue }
            if case .lost = event { break }
            let found = await engines[endpoint].containers(of: [project])
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
