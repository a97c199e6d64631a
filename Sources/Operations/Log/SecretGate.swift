import Environments
import Synchronization

/// The one place that all text of this process passes on its way out: standard streams, the log and the activity record.
/// It masks the known secrets of what was loaded and inspected so far, also in texts that were not masked where they
/// entered. Container logs do not pass it: they stay as written.
package final class SecretGate: Sendable {
  package static let process = SecretGate()

  private struct Known {
    var ofFiles = KnownSecrets()
    var ofContainers = KnownSecrets()
    /// Already in `ofContainers`.
    var seen: Set<Secret> = []
    /// Those loaded last, for the names that their files give.
    var environments: [Environment] = []
    /// Made when it is first needed.
    var mask: ProgramMask?
  }

  private let known = Mutex(Known())

  package init() {}

  /// Adds the secrets of environments. The earlier ones stay known, since a program may still print them.
  package func learn(of environments: [Environment]) {
    let secrets = environments.map(\.knownSecrets).filter { !$0.isEmpty }
    known.withLock {
      $0.environments = environments
      $0.mask = nil
      if !secrets.isEmpty { $0.ofFiles = KnownSecrets(joining: [$0.ofFiles] + secrets) }
    }
  }

  /// Adds the secrets that containers were created with.
  package func learn(of containers: some Sequence<ContainerStatus>) {
    let secrets = containers.flatMap(\.secrets)
    guard !secrets.isEmpty else { return }
    known.withLock {
      let new = Set(secrets).subtracting($0.seen)
      guard !new.isEmpty else { return }
      $0.seen.formUnion(new)
      $0.mask = nil
      $0.ofContainers = KnownSecrets(joining: [$0.ofContainers, KnownSecrets(new)])
    }
  }

  /// The text without known secrets.
  package func masked(_ text: String) -> String {
    known.withLock { $0.ofContainers.masked($0.ofFiles.masked(text)) }
  }

  /// What a program said, of whatever environment.
  package func shown(_ text: String, from speaker: ProgramMask.Speaker) -> String {
    let mask = known.withLock { known in
      if let mask = known.mask { return mask }
      let names = known.environments.reduce(into: Set<String>()) {
        $0.formUnion($1.programMask.names)
      }
      var mask = ProgramMask(known.ofFiles, names: names)
      mask.earlier = known.ofContainers
      known.mask = mask
      return mask
    }
    return mask.shown(text, from: speaker)
  }

  /// What may be shown of the texts of programs that act on an environment or run in it.
  func mask(of environment: Environment) -> ProgramMask {
    var mask = environment.programMask
    mask.earlier = known.withLock { $0.ofContainers }
    return mask
  }
}
