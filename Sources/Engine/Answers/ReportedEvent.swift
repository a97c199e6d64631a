import Environments

/// What we take of an event as the engine reports it, a line of JSON.
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
  /// `nil` for what is no event, or of nobody's business: a container that Compose did not make.
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
