import FoundationEssentials

/// What we take of a line of `docker events`.
struct PrintedEvent: Decodable {
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

extension PrintedEvent {
  /// Null for what is no event, or of nobody's business: a container that Compose did not make.
  static func event(in line: String) -> EngineEvent? {
    guard let printed = try? JSONDecoder().decode(PrintedEvent.self, from: Data(line.utf8)) else {
      return nil
    }
    let attributes = printed.actor.attributes ?? [:]
    if printed.type == "image" {
      return .image(
        name: attributes["name"] ?? printed.actor.id, timeNanoseconds: printed.timeNano)
    }
    guard let project = attributes["com.docker.compose.project"] else { return nil }
    return .container(
      EngineEvent.Change(
        project: project, service: attributes["com.docker.compose.service"] ?? "",
        action: printed.action, containerID: printed.actor.id,
        exitCode: attributes["exitCode"].flatMap { Int($0) }, timeNanoseconds: printed.timeNano))
  }
}
