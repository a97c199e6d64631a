import Console
import Engine
import Environments
import Operations
import Terminal

/// Watches the engines of some environments independently of each other, and posts their news to the console.
struct EngineSubscription: Sendable {
  let checkout: Checkout
  let effects: EffectRunner
  let mailbox: Mailbox<Message>

  /// Runs until cancelled.
  func run(_ names: [String]) async {
    let docker = await checkout.docker
    let environments = effects.environments(named: names)
    let engines = Dictionary(grouping: environments) { docker.endpoint(of: $0.target) }
    let (returns, comingBack) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    await withTaskGroup { group in
      var followers: [EffectRunner.Follower] = []
      for (endpoint, environments) in engines {
        let names = environments.map(\.name)
        let watch = EngineWatch(docker.engines[endpoint]) { effects.environments(named: names) }
        followers.append(.init(environments: Set(names), watch: watch))
        let previous = effects.lastStatuses(of: environments)
        group.addTask {
          await watch.run(previous: previous) { take($0, from: endpoint, names, comingBack) }
        }
      }
      effects.follow(with: followers)
      group.addTask { await describe(engines.keys, docker, after: returns) }
    }
  }

  private func take(
    _ news: EngineNews, from endpoint: Endpoint, _ names: [String],
    _ comingBack: AsyncStream<Void>.Continuation
  ) {
    switch news {
    case .statuses(let statuses): effects.publish(statuses)
    case .returned: comingBack.yield()
    case .replaced:
      mailbox.post(
        .said(
          .warning,
          "Another engine answers at \(endpoint) now; the state of \(names.joined(separator: ", ")) is "
            + "fetched again."))
    }
  }

  /// Posts the description at the start, and whenever an engine has come back, because its version may have
  /// changed.
  private func describe(
    _ endpoints: some Collection<Endpoint>, _ docker: Docker, after returns: AsyncStream<Void>
  ) async {
    // The states of containers have priority: on two cores every additional program delays them.
    await effects.firstStatus.wait(atMost: .seconds(1))
    mailbox.post(.engineDescribed(await description(of: endpoints, docker)))
    for await _ in returns {
      mailbox.post(.engineDescribed(await description(of: endpoints, docker)))
    }
  }

  /// The text of the header, such as `engine 20.10.24 · compose 2.26.1 · unix:///var/run/docker.sock`.
  private func description(of endpoints: some Collection<Endpoint>, _ docker: Docker) async
    -> String
  {
    var parts: [String] = []
    if endpoints.count == 1, let endpoint = endpoints.first,
      let version = await docker.version(of: endpoint).version
    {
      parts.append("engine \(version)")
    }
    if let version = await checkout.composeVersion() { parts.append("compose \(version)") }
    parts.append(
      endpoints.count == 1 ? "\(endpoints.first?.description ?? "")" : "\(endpoints.count) engines")
    return parts.joined(separator: " · ")
  }
}
