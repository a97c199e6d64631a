import Environments

/// What we take of a container in the engine's list.
struct ListedContainer {
  var id: String
  var labels: [String: String]?

  init(_ json: JSONValue) throws(JSONMismatch) {
    id = try json.required("Id", \.string)
    labels = try json.optional("Labels", \.stringMembers)
  }

  /// The whole list.
  static func list(_ json: JSONValue) throws(JSONMismatch) -> [ListedContainer] {
    try json.list(of: ListedContainer.init)
  }
}

extension ListedContainer {
  /// The Compose project it belongs to.
  var project: String? { labels?["com.docker.compose.project"] }

  /// A `compose run`, which is nobody's replica.
  var isOneOff: Bool { labels?["com.docker.compose.oneoff"] == "True" }

  var number: Int { labels?["com.docker.compose.container-number"].flatMap { Int($0) } ?? 1 }
}
