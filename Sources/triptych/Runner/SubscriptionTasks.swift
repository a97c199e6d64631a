import Console
import Operations
import Terminal

/// Keeps running what the model subscribes to: cancels what is gone, and starts what is new when told. The clock is the
/// loop's own.
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

  /// Starts what is followed and does not run yet.
  func start() {
    for subscription in followed where running[subscription] == nil {
      running[subscription] = start(subscription)
    }
  }

  /// Cancels all, and waits until their programs have ended: none may outlive the console. One that does not end is
  /// waited for only so long.
  func end() {
    let tasks = Array(running.values)
    follow([])
    let gate = Gate()
    // Not structured: who waits for it gives up after a while.
    Task {
      for task in tasks { await task.value }
      gate.open()
    }
    runCancellable { await gate.wait(atMost: .seconds(4)) }
  }

  /// Not structured: it ends when the model no longer names it.
  private func start(_ subscription: Subscription) -> Task<Void, Never>? {
    switch subscription {
    case .clock:
      return nil
    case .files(let files):
      return Task { [checkout, effects, mailbox] in
        for await event in checkout.workspace.changes(of: Set(files)) {
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
