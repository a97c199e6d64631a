import Console
import Environments
import Operations
import Terminal

/// Runs checks for the console and posts each result as soon as its check ends.
struct CheckRun: Sendable {
  let checkout: Checkout
  let effects: EffectRunner
  let mailbox: Mailbox<Message>

  func run(_ requests: [CheckRequest]) async {
    let environments = effects.environments(named: requests.map(\.environment))
    let subjects = environments.map { environment in
      let wanted = Set(
        requests.filter { $0.environment == environment.name }.flatMap(\.checks))
      return HealthChecker.Subject(
        environment, checks: environment.effectiveChecks.filter { wanted.contains($0.name) })
    }
    let gone = requests.compactMap { request -> CheckRequest? in
      let declared = environments.first { $0.name == request.environment }?.effectiveChecks ?? []
      let names = request.checks.filter { name in !declared.contains { $0.name == name } }
      return names.isEmpty ? nil : CheckRequest(environment: request.environment, checks: names)
    }
    if !gone.isEmpty { mailbox.post(.checksGone(gone)) }
    let (events, feed) = AsyncStream.makeStream(of: HealthChecker.Event.self)
    let previous = effects.lastStatuses(of: environments)
    let followers = effects.followers
    async let reports = checkout.run(
      subjects, previous: previous, followed: { await followers.known(of: $0) }, feed: feed)
    for await event in events {
      switch event {
      case .result(let result, let environment, let startedAt):
        mailbox.post(.checkArrived(environment: environment, result, at: startedAt))
      case .observed(let statuses): effects.publish(statuses)
      case .engineIsLate: break
      }
    }
    _ = await reports
  }
}
