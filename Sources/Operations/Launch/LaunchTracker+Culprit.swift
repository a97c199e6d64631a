import Environments

extension LaunchTracker {
  struct Culprit: Hashable {
    var service: String
    var containerID: String
    /// Our own words for what is wrong with it; `nil` when we see nothing.
    var reason: String?

    /// Our words and Compose's; when Compose repeats the engine's, ours are enough.
    func reason(besides words: String) -> String {
      guard let reason else { return words }
      let repeated = reason.split(separator: ": ", maxSplits: 1).last.map(words.contains) ?? false
      return repeated ? reason : "\(reason). Compose says: \(words)"
    }
  }

  /// The container that Compose's words name, else the first one that fails by our own judgement.
  func culprit(in words: String) -> Culprit? {
    let named = containers.filter { isNamed($0.name, in: words) }.max {
      $0.name.count < $1.name.count
    }
    if let named {
      return Culprit(service: named.service, containerID: named.id, reason: failure(of: named))
    }
    return containers.lazy.compactMap { container in
      failure(of: container).map {
        Culprit(service: container.service, containerID: container.id, reason: $0)
      }
    }.first
  }

  /// Any container of a service, the first replica if there is one.
  func container(of service: String?) -> String? {
    containers.first { $0.service == service }?.id
  }

  private func isNamed(_ name: String, in words: String) -> Bool {
    words.split { !($0.isLetter || $0.isNumber || "-_.".contains($0)) }.contains { $0 == name }
  }
}
