import Engine
import Environments
import Loading
import Processes

/// Reads the logs of an environment's containers as one log, in the order of their times.
package struct LogReading: Sendable {
  private let engine: Engine
  private let request: LogRequest
  private let merger: LogMerger

  package init(docker: Docker, request: LogRequest) {
    engine = docker.engines[request.endpoint]
    self.request = request
    merger = LogMerger(request)
  }

  /// The state of the engine when a log could not be read; `nil` if no engine failed.
  package var failure: EngineState? { get async { await merger.failure } }

  /// Whether a log could not be read.
  package var isIncomplete: Bool { get async { await merger.isIncomplete } }

  /// Reads until every log has ended or, when following, until cancelled.
  ///
  /// - Parameters:
  ///   - lists: the environment's containers after each change; one list is enough when not following.
  ///   - emit: takes a batch, at most twenty times a second; reading pauses while too many lines wait.
  package func run(
    lists: AsyncStream<[ContainerStatus]>, emit: @escaping @Sendable (LogBatch) async -> Void
  ) async {
    await withTaskCancellationHandler {
      await withTaskGroup { group in
        group.addTask {
          await readAll(lists)
          await merger.finish()
        }
        group.addTask { await handOver(emit) }
      }
    } onCancel: {
      merger.stop()
    }
  }

  private func readAll(_ lists: AsyncStream<[ContainerStatus]>) async {
    await withDiscardingTaskGroup { group in
      for await list in lists {
        for source in await merger.begin(list) {
          group.addTask { await read(source) }
        }
      }
    }
  }

  private func handOver(_ emit: @Sendable (LogBatch) async -> Void) async {
    for await _ in merger.news {
      var isHolding = true
      while isHolding {
        let batch = await merger.take()
        if !batch.isEmpty { await emit(batch) }
        // After cancellation the stream of news ends as well.
        try? await Task.sleep(for: .milliseconds(50))
        isHolding = await merger.isHolding && !Task.isCancelled
      }
    }
    let last = await merger.take()
    if !last.isEmpty, !Task.isCancelled { await emit(last) }
  }

  /// Reads one container to its end. If the stream breaks while the container runs, as when an engine loses its position
  /// in a rotated file, reading resumes where it stopped.
  private func read(_ source: LogSource) async {
    let container = source.container
    var attempt = await merger.firstAttempt(of: container)
    var pause = Duration.milliseconds(500)
    while !Task.isCancelled {
      let ending = await engine.readLog(
        of: container.id, isFollowing: request.isFollowing, since: attempt.since,
        tail: attempt.tail
      ) { stream, bytes in
        let batch = source.feed(bytes, of: stream, at: millisecondsNow())
        await merger.receive(batch, from: source.number(stream))
      }
      for stream in [OutputLine.Stream.output, .errors] {
        await merger.receive(source.finish(stream), from: source.number(stream))
      }
      await merger.ended(ending, of: container)
      guard request.isFollowing, !Task.isCancelled, await merger.isRunning(container) else { break }
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(15))
      attempt = LogAttempt(since: source.beginAgain() ?? attempt.since, tail: nil)
    }
    await merger.close(source)
  }
}

/// The logs to read, and how much of them.
package struct LogRequest: Hashable, Sendable {
  package var environment: String
  package var endpoint: Endpoint
  /// All services when empty.
  package var services: Set<String>
  /// Whether reading goes on after the end and includes containers that start later.
  package var isFollowing: Bool
  /// Nanoseconds since 1970; `nil` for the beginning.
  package var since: Int?
  /// The number of last lines of each container; `nil` for all.
  package var tail: Int?
  /// Limits what is read of one container; `nil` reads everything at the pace of the consumer.
  package var budget: LogIntake.Budget?

  package init(
    environment: String, endpoint: Endpoint, services: Set<String> = [],
    isFollowing: Bool = false, since: Int? = nil, tail: Int? = nil,
    budget: LogIntake.Budget? = nil
  ) {
    self.environment = environment
    self.endpoint = endpoint
    self.services = services
    self.isFollowing = isFollowing
    self.since = since
    self.tail = tail
    self.budget = budget
  }

  func wants(_ container: ContainerStatus) -> Bool {
    services.isEmpty || services.contains(container.service)
  }
}

/// The part of one container's log that a call asks for.
struct LogAttempt: Sendable {
  /// Nanoseconds since 1970.
  var since: Int?
  var tail: Int?
}
