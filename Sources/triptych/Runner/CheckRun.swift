import Console
import Environments
import Operations
import Terminal

/// Runs checks for the console and posts each result as soon as it is there.
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
    await checkout.run(
      subjects, previous: { effects.lastStatuses(of: $0) },
      followed: { await effects.followed($0) },
      listener: { mailbox.post(.checkArrived(environment: $0, $1, at: $2)) },
      observed: { effects.publish($0) })
  }
}
