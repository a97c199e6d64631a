/// What the containers of a launch say so far.
enum LaunchVerdict: Hashable {
  /// Not all are up yet: the first one that is not, and what it does.
  case waiting(service: String, state: String)
  case up
  /// One sentence that names the culprit.
  case failed(service: String, containerID: String, reason: String)
}
