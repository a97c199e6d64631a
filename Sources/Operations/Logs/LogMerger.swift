import Engine
import Environments
import Processes
import Synchronization

/// Merges the log streams of several containers: follows the containers, orders the lines and holds them until taken.
actor LogMerger {
  private let request: LogRequest
  private var merge: LogMerge
  private var notes: [LogLine] = []
  private var droppedCount = 0
  private var containers: [String: ContainerStatus] = [:]
  private var reading: Set<String> = []
  /// The start times of containers that were read to the end; a container is read again after a new start.
  private var readUntil: [String: Int?] = [:]
  private var lastTimes: [String: LogTime] = [:]
  private var hasBegun = false
  private(set) var failure: EngineState?
  /// Whether a log could not be read although its engine answers.
  private(set) var isIncomplete = false
  private var said: Set<String> = []
  private nonisolated let isStopped = Atomic(false)

  /// Yields when there is something to take.
  nonisolated let news: AsyncStream<Void>
  private nonisolated let ring: AsyncStream<Void>.Continuation

  init(_ request: LogRequest) {
    self.request = request
    merge = LogMerge(
      holdMilliseconds: request.isFollowing ? 100 : nil, startedAt: millisecondsNow(),
      patienceMilliseconds: request.isFollowing ? 1000 : 0)
    (news, ring) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  /// The most logs read at once, because each takes a connection to the engine.
  static let readersMax = 64

  /// Takes the current containers; returns those whose logs have to be read from now on.
  func begin(_ list: [ContainerStatus]) -> [LogSource] {
    let wanted = list.filter(request.wants)
    let gone = containers.values.filter { known in !wanted.contains { $0.id == known.id } }
    for container in gone.sorted(by: { $0.name < $1.name }) { forget(container) }
    for container in wanted { containers[container.id] = container }
    let new = wanted.filter(isUnread)
    if hasBegun, request.isFollowing {
      for container in new where readUntil[container.id] == nil { note(container, "started") }
    }
    hasBegun = true
    let started = new.prefix(max(0, Self.readersMax - reading.count))
    if started.count < new.count, said.insert("many").inserted, let first = new.first {
      note(
        first,
        "and \(new.count - started.count - 1) more are not read: the limit is \(Self.readersMax)")
    }
    return started.map { container in
      reading.insert(container.id)
      let source = LogSource(container, budget: request.budget)
      // Opened before any of them is read, because lines wait for lines of every open stream.
      for stream in [OutputLine.Stream.output, .errors] { merge.open(source.number(stream)) }
      return source
    }
  }

  private func isUnread(_ container: ContainerStatus) -> Bool {
    guard container.state != .created, !reading.contains(container.id) else { return false }
    guard let startedAt = readUntil[container.id] else { return true }
    return container.startedAt != startedAt
  }

  private func forget(_ container: ContainerStatus) {
    containers[container.id] = nil
    readUntil[container.id] = nil
    if request.isFollowing { note(container, "was removed") }
  }

  func firstAttempt(of container: ContainerStatus) -> LogAttempt {
    // A container that starts later is read from its beginning; one that starts again, from the last line read.
    if let last = lastTimes["\(container.service)-\(container.number)"] {
      return LogAttempt(since: Int(last.nanoseconds) + 1, tail: nil)
    }
    return LogAttempt(since: request.since, tail: request.tail)
  }

  func receive(_ batch: LogBatch, from source: Int) async {
    merge.receive(batch.lines, from: source, at: millisecondsNow())
    droppedCount += batch.droppedCount
    if !batch.isEmpty { ring.yield() }
    // Without a budget, reading waits for the consumer.
    while request.budget == nil, merge.waitingCount > 40_000, !isStopped.load(ordering: .relaxed) {
      ring.yield()
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  func close(_ source: LogSource) {
    let container = source.container
    reading.remove(container.id)
    readUntil[container.id] = .some(containers[container.id]?.startedAt)
    merge.close(source.number(.output))
    merge.close(source.number(.errors))
    ring.yield()
  }

  func ended(_ ending: LogEnding, of container: ContainerStatus) {
    switch ending {
    case .whole, .gone, .cancelled: break
    case .refused(let words): missed(container, words)
    case .lost(let fault):
      failure = fault.state
      missed(container, fault.state.reason(on: request.endpoint))
    }
  }

  private func missed(_ container: ContainerStatus, _ reason: String) {
    isIncomplete = true
    if said.insert(container.id + reason).inserted { note(container, "cannot be read: \(reason)") }
  }

  func isRunning(_ container: ContainerStatus) -> Bool {
    switch containers[container.id]?.state {
    case .running, .paused: true
    default: false
    }
  }

  var isHolding: Bool { merge.waitingCount > 0 }

  func take() -> LogBatch {
    var lines = merge.take(at: millisecondsNow())
    for line in lines { lastTimes[line.source] = line.time }
    lines += notes
    notes = []
    defer { droppedCount = 0 }
    return LogBatch(lines: lines, droppedCount: droppedCount)
  }

  func finish() { ring.finish() }

  /// Ends all waiting.
  nonisolated func stop() {
    isStopped.store(true, ordering: .relaxed)
    ring.finish()
  }

  private func note(_ container: ContainerStatus, _ words: String) {
    notes.append(
      LogLine(
        time: LogTime(nanoseconds: Int64(secondsNow()) * 1_000_000_000),
        service: container.service, replica: container.number, stream: .note,
        text: "\(container.name) \(words)"))
    ring.yield()
  }
}
