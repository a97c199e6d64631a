import FoundationEssentials

/// What we take of an event as the engine reports it, a line of JSON.
struct ReportedEvent: Decodable {
  struct Actor: Decodable {
    var id: String
    var attributes: [String: String]?

    enum CodingKeys: String, CodingKey {
      case id = "ID"
      case attributes = "Attributes"
    }
  }

  var type: String?
  var action: String
  var actor: Actor
  var timeNano: Int?

  enum CodingKeys: String, CodingKey {
    case type = "Type"
    case action = "Action"
    case actor = "Actor"
    case timeNano
  }
}

extension ReportedEvent {
  /// Null for what is no event, or of nobody's business: a container that Compose did not make.
  static func event(in line: [UInt8]) -> EngineEvent? {
    guard let reported = try? JSONDecoder().decode(ReportedEvent.self, from: Data(line)) else {
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
