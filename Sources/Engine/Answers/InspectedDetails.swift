import Environments
import FoundationEssentials

/// One container as the engine describes it, for somebody who wants to know it all.
struct InspectedDetails: Decodable {
  struct State: Decodable {
    var status: String
    var exitCode: Int?
    var oOMKilled: Bool?
    var error: String?
    var startedAt: String?
    var finishedAt: String?
  }

  struct Config: Decodable {
    var image: String?
    var user: String?
    var env: [String]?
    var labels: [String: String]?
  }

  struct Mount: Decodable {
    var type: String?
    var name: String?
    var source: String?
    var destination: String?
    var rW: Bool?
  }

  struct Port: Decodable {
    var hostIp: String?
    var hostPort: String?
  }

  struct Network: Decodable { var iPAddress: String? }

  struct NetworkSettings: Decodable {
    var ports: [String: [Port]?]?
    var networks: [String: Network]?
  }

  struct HostConfig: Decodable {
    struct RestartPolicy: Decodable { var name: String? }

    var restartPolicy: RestartPolicy?
  }

  var id: String
  var name: String
  /// The image's digest.
  var image: String?
  var restartCount: Int?
  var state: State
  var config: Config
  var mounts: [Mount]?
  var networkSettings: NetworkSettings?
  var hostConfig: HostConfig?

  /// Null for what describes no container.
  static func parse(_ json: [UInt8]) -> InspectedDetails? {
    let decoder = JSONDecoder()
    // `RestartCount` is `restartCount` here.
    decoder.keyDecodingStrategy = .custom { path in
      let name = path.last?.stringValue ?? ""
      return Name(stringValue: name.prefix(1).lowercased() + name.dropFirst())
    }
    return try? decoder.decode(InspectedDetails.self, from: Data(json))
  }

  private struct Name: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
