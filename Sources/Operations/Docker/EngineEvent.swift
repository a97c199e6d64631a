/// Something happened on an engine: a reason to look again, and why.
package enum EngineEvent: Hashable, Sendable {
  /// From now on events come in. What happened before is not told: look once now.
  case attached
  case container(Change)
  /// No events come any more; the reason, in words. The stream ends.
  case lost(reason: String)

  package struct Change: Hashable, Sendable {
    package var project: String
    package var service: String
    /// As the engine names it: `start`, `die`, `health_status: healthy`.
    package var action: String
    package var containerID: String

    package init(project: String, service: String, action: String, containerID: String) {
      self.project = project
      self.service = service
      self.action = action
      self.containerID = containerID
    }
  }
}
