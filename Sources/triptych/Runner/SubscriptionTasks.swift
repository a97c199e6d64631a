import Console
import Operations
import Terminal

/// The tasks of the model's subscriptions: cancels those that are gone, and starts new ones in `start()`. The loop
/// itself drives the clock.
final class SubscriptionTasks {
  private let checkout: Checkout
  private let mailbox: Mailbox<Message>
  private let effects: EffectRunner
  private var running: [Subscription: Task<Void, Never>] = [:]
  private var followed: Set<Subscription> = []

  init(_ checkout: Checkout, mailbox: Mailbox<Message>, effects: EffectRunner) {
    self.checkout = checkout
    self.mailbox = mailbox
    self.effects = effects
  }

  func follow(_ wanted: Set<Subscription>) {
    guard wanted != followed else { return }
    followed = wanted
    for (subscription, task) in running where !wanted.contains(subscription) {
      task.cancel()
      running[subscription] = nil
    }
  }

  /// Starts the subscriptions that do not run yet.
  func start() {
    for subscription in followed where running[subscription] == nil {
      running[subscription] = start(subscription)
    }
  }

  /// Cancels all tasks and waits until their programs have ended, because no program may outlive the console. The
  /// wait has a limit.
  func end() {
    let tasks = Array(running.values)
    follow([])
    let gate = Gate()
    // Not structured: the wait for the task has a limit.
    Task {
      for task in tasks { await task.value }
      gate.open()
    }
    runCancellable { await gate.wait(atMost: .seconds(4)) }
  }

  /// Starts a task for the subscription. It is not structured: it ends when the model drops the subscription.
  private func start(_ subscription: Subscription) -> Task<Void, Never>? {
    switch subscription {
    case .clock:
      return nil
    case .files(let files):
      return Task { [checkout, effects, mailbox] in
        let changes = checkout.workspace.changes(of: Set(files), since: effects.lastReading)
        // A repository that was away may have come back before it was watched.
        if files.isEmpty, (try? checkout.workspace.environmentFiles())?.isEmpty == false {
          effects.reload()
        }
        for await event in changes {
          switch event {
          case .changed: effects.reload()
          case .blind(let reason):
            mailbox.post(.said(.error, "Changes to files are not watched: \(reason)"))
          }
        }
      }
    case .logs(let scope):
      return Task { [checkout, effects] in await effects.follow(scope, in: checkout) }
    case .engine(let watched):
      return Task { [checkout, effects, mailbox] in
        await EngineSubscription(checkout: checkout, effects: effects, mailbox: mailbox)
          .run(watched.map(\.name))
      }
    }
  }
}
