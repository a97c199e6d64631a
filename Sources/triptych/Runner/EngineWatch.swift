import Console
import Environments
import Operations
import Terminal

/// Follows the engines of some environments, each on its own: state is fetched when an event says so; a light call on
/// a clock notices an engine that has gone silent.
struct EngineWatch: Sendable {
  let checkout: Checkout
  let effects: EffectRunner
  let mailbox: Mailbox<Message>

  /// Until cancelled.
  func run(_ names: [String]) async {
    let docker = await checkout.docker
    let environments = effects.environments(named: names)
    let engines = Dictionary(grouping: environments) { docker.endpoint(of: $0.target) }
    await withTaskGroup { group in
      for (endpoint, environments) in engines {
        group.addTask { await follow(endpoint, environments.map(\.name), with: docker) }
      }
      group.addTask {
        // The states of containers come first: on two cores every further program delays them.
        await effects.firstStatus.wait(atMost: .seconds(1))
        mailbox.post(.engineDescribed(await description(of: engines.keys, docker)))
      }
    }
  }

  private func follow(_ endpoint: Endpoint, _ names: [String], with docker: Docker) async {
    // One poke stands for any number of events: a burst is one look.
    let (pokes, poke) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    // Looked at before anything else is started; what happens meanwhile makes the events' first look, when they attach.
    await look(names)
    await withTaskGroup { group in
      group.addTask { for await _ in pokes { await look(names) } }
      group.addTask { await followEvents(of: endpoint, with: docker) { poke.yield() } }
      group.addTask { await proveLife(of: endpoint, with: docker) { poke.yield() } }
    }
  }

  private func look(_ names: [String]) async {
    let environments = effects.environments(named: names)
    let statuses = await checkout.status(
      of: environments, previous: effects.lastStatuses(of: environments))
    if !Task.isCancelled { effects.publish(statuses) }
  }

  /// Comes back when the stream breaks, a little later each time, up to a quarter of a minute.
  private func followEvents(
    of endpoint: Endpoint, with docker: Docker, poke: @Sendable () -> Void
  ) async {
    var pause = Duration.seconds(1)
    while !Task.isCancelled {
      for await event in docker.events(on: endpoint) {
        if case .container = event { pause = .seconds(1) }
        poke()
      }
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, .seconds(15))
    }
  }

  private func proveLife(
    of endpoint: Endpoint, with docker: Docker, poke: @Sendable () -> Void
  ) async {
    var wasAlive = true
    while !Task.isCancelled {
      try? await Task.sleep(for: endpoint.isLocal ? .seconds(15) : .seconds(60))
      let isAlive = await docker.version(of: endpoint).state == .answering
      // A dead one is looked at again each time: its age is on the screen, and it may be back.
      if !isAlive || !wasAlive { poke() }
      wasAlive = isAlive
    }
  }

  /// What the header says, such as `engine 20.10.24 · compose 2.26.1 · unix:///var/run/docker.sock`.
  private func description(of endpoints: some Collection<Endpoint>, _ docker: Docker) async
    -> String
  {
    var parts: [String] = []
    if endpoints.count == 1, let endpoint = endpoints.first,
      let version = await docker.version(of: endpoint).version
    {
      parts.append("engine \(version)")
    }
    if let version = await docker.composeVersion() { parts.append("compose \(version)") }
    parts.append(
      endpoints.count == 1 ? "\(endpoints.first?.description ?? "")" : "\(endpoints.count) engines")
    return parts.joined(separator: " · ")
  }
}
