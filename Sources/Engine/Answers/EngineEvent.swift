import Environments

/// A change on an engine, which makes a refresh necessary.
package enum EngineEvent: Hashable, Sendable {
  /// The event stream is open. Earlier changes are not reported, so one refresh is necessary now.
  case attached
  case container(Change)
  /// An image was added, removed or retagged.
  case image(name: String, timeNanoseconds: Int?)
  /// The stream has ended; `reason` is a sentence.
  case lost(reason: String)

  package struct Change: Hashable, Sendable {
    package var project: String
    package var service: String
    /// As the engine names it: `start`, `die`, `health_status: healthy`.
    package var action: String
    package var containerID: String
    /// The exit code of the container; `nil` when the event has none.
    package var exitCode: Int?
    /// Nanoseconds since 1970, by the engine's clock.
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

  /// The time of the event, in nanoseconds since 1970, by the engine's clock.
  package var timeNanoseconds: Int? {
    switch self {
    case .container(let change): change.timeNanoseconds
    case .image(_, let time): time
    case .attached, .lost: nil
    }
  }
}

/// The members that triptych reads of an event, which the engine reports as a line of JSON.
struct ReportedEvent {
  struct Actor {
    var id: String
    var attributes: [String: String]?

    init(_ json: JSONValue) throws(JSONMismatch) {
      id = try json.required("ID", \.string)
      attributes = try json.optional("Attributes", \.stringMembers)
    }
  }

  var type: String?
  var action: String
  var actor: Actor
  var timeNano: Int?

  init(_ json: JSONValue) throws(JSONMismatch) {
    type = try json.optional("Type", \.string)
    action = try json.required("Action", \.string)
    actor = try json.required("Actor", Actor.init)
    timeNano = try json.optional("timeNano", \.integer)
  }
}

extension ReportedEvent {
  /// `nil` for a line that is not an event, and for a container that Compose did not create.
  static func event(in line: [UInt8]) -> EngineEvent? {
    guard let json = JSONValue(json: line), let reported = try? ReportedEvent(json) else {
      return nil
    }
    let attributes = reported.actor.attributes ?? [:]
    if reported.type == "image" {
      return .image(
        name: attributes["name"] ?? reported.actor.id, timeNanoseconds: reported.timeNano)
    }
    guard let project = attributes["com.docker.compose.project"] else { return nil }
    return .container(
      EngineEvent.Change(
        project: project, service: attributes["com.docker.compose.service"] ?? "",
        action: reported.action, containerID: reported.actor.id,
        exitCode: attributes["exitCode"].flatMap { Int($0) }, timeNanoseconds: reported.timeNano))
  }
}

/// Assembles the lines of a stream from its pieces. A line beyond the limit is dropped.
struct Lines {
  let bytesMax: Int
  private var rest: [UInt8] = []
  private var isTooLong = false

  init(bytesMax: Int) { self.bytesMax = bytesMax }

  /// Takes the next piece and returns the lines that it completes, without their newlines.
  mutating func feed(_ piece: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = piece.startIndex
    while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
      keep(piece[start..<end])
      if !isTooLong { lines.append(rest) }
      rest = []
      isTooLong = false
      start = end + 1
    }
    keep(piece[start...])
    return lines
  }

  private mutating func keep(_ part: ArraySlice<UInt8>) {
    guard !isTooLong, rest.count + part.count <= bytesMax else {
      isTooLong = true
      rest = []
      return
    }
    rest += part
  }
}
