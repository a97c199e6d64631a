/// Something happened on an engine: a reason to look again, and why.
package enum EngineEvent: Hashable, Sendable {
  /// From now on events come in. What happened before is not told: look once now.
  case attached
  case container(Change)
  /// An image came, went or changed its name.
  case image(name: String, timeNanoseconds: Int?)
  /// No events come any more; the reason, in words. The stream ends.
  case lost(reason: String)

  package struct Change: Hashable, Sendable {
    package var project: String
    package var service: String
    /// As the engine names it: `start`, `die`, `health_status: healthy`.
    package var action: String
    package var containerID: String
    /// With which it ended; `nil` where the event tells none.
    package var exitCode: Int?
    /// Since 1970, by the engine's clock.
    package var timeNanoseconds: Int?

    package init(
      project: String, service: String, action: String, containerID: String,
      exitCode: Int? = nil, timeNanoseconds: Int? = nil
    ) {
      self.project = project
      self.service = service
      self.action = action
      self.containerID = containerID
      self.exitCode = exitCode
      self.timeNanoseconds = timeNanoseconds
    }
  }

  /// When it happened, by the engine's clock.
  package var timeNanoseconds: Int? {
    switch self {
    case .container(let change): change.timeNanoseconds
    case .image(_, let time): time
    case .attached, .lost: nil
    }
  }
}
