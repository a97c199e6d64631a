/// What we take of a container in the engine's list.
struct ListedContainer: Decodable {
  var id: String
  var labels: [String: String]?

  enum CodingKeys: String, CodingKey {
    case id = "Id"
    case labels = "Labels"
  }
}

extension ListedContainer {
  /// The Compose project it belongs to.
  var project: String? { labels?["com.docker.compose.project"] }

  /// A `compose run`, which is nobody's replica.
  var isOneOff: Bool { labels?["com.docker.compose.oneoff"] == "True" }

  var number: Int { labels?["com.docker.compose.container-number"].flatMap { Int($0) } ?? 1 }
}
