import Environments
import Synchronization

/// The one place that all text of this process passes on its way out: standard streams, the log and the activity record.
/// It masks the known secrets of what was loaded so far, also in texts that were not masked where they entered.
/// Container logs do not pass it: they stay as written.
package final class SecretGate: Sendable {
  package static let process = SecretGate()

  private let known = Mutex(KnownSecrets())

  package init() {}

  /// Adds the secrets of environments. The earlier ones stay known, since a program may still print them.
  package func learn(of environments: [Environment]) {
    let secrets = environments.map(\.knownSecrets).filter { !$0.isEmpty }
    guard !secrets.isEmpty else { return }
    known.withLock { $0 = KnownSecrets(joining: [$0] + secrets) }
  }

  package func masked(_ text: String) -> String { known.withLock { $0 }.masked(text) }
}
