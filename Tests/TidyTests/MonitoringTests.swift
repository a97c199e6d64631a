import FoundationEssentials
import Testing

struct `The monitoring` {
  @Test func `asks for metrics that the service has, with labels that they have`() {
    let unknown = Self.sources.flatMap { file in
      Self.metrics(in: file).filter { !Self.served.contains($0) }.map { "\(file): \($0)" }
    }

    #expect(unknown == [])
  }

  @Test func `shows every metric of the service, or alerts on it`() {
    let used = Set(Self.sources.flatMap(Self.metrics))

    #expect(
      Self.served.filter { $0 != "process_start_time_seconds" }.filter { !used.contains($0) } == [])
    #expect(used.contains("process_start_time_seconds"))
  }

  @Test func `alerts on the same in every environment, with other numbers`() throws {
    let dev = try Self.shape(of: "dev")

    #expect(dev.contains("alert: TradingTargetDown"))
    #expect(try Self.shape(of: "staging") == dev)
    #expect(try Self.shape(of: "prod") == dev)
  }

  @Test(arguments: ["dev", "staging", "prod"])
  func `knows the memory limits of the Compose files`(environment: String) throws {
    let alerts = try #require(Repository.text("docker/monitoring/alerts.\(environment).yml"))
    let limits = try Self.memoryLimits(of: environment)

    for service in ["api", "quotes"] {
      let limit = try #require(limits[service])
      #expect(
        alerts.contains(
          #"process_resident_memory_bytes{job="\#(service)"} > 0.9 * \#(limit) * 1024 * 1024"#))
    }
  }

  @Test(arguments: ["dev", "staging", "prod"])
  func `mounts what is there`(environment: String) throws {
    let compose = try #require(Repository.text("docker/docker-compose.\(environment).yml"))
    let files = compose.split(separator: "\n").filter { $0.hasPrefix("    file: monitoring/") }
      .map { "docker/" + $0.dropFirst("    file: ".count) }

    #expect(files.count == 6)
    #expect(files.filter { !Repository.exists($0) } == [])
  }

  @Test func `has a dashboard that is JSON, with its panels on the provisioned source`() throws {
    let text = try #require(Repository.text("docker/monitoring/grafana/trading.json"))
    let dashboard = try JSONDecoder().decode(Dashboard.self, from: Data(text.utf8))
    let datasource = try #require(Repository.text("docker/monitoring/grafana/datasource.yml"))

    #expect(dashboard.uid == "trading")
    #expect(dashboard.panels.count >= 10)
    #expect(dashboard.panels.filter { $0.targets.isEmpty }.map(\.title) == [])
    #expect(Set(dashboard.panels.map(\.datasource.uid)) == ["prometheus"])
    #expect(datasource.contains("uid: prometheus"))
  }

  private struct Dashboard: Decodable {
    struct Panel: Decodable {
      struct Source: Decodable { var uid: String }
      struct Target: Decodable { var expr: String }
      var title: String
      var datasource: Source
      var targets: [Target]
    }
    var uid: String
    var panels: [Panel]
  }

  private static let sources =
    ["dev", "staging", "prod"].map { "docker/monitoring/alerts.\($0).yml" }
    + ["docker/monitoring/grafana/trading.json"]

  /// The metrics that the service exposes, by the table of docs/monitoring.md.
  private static let served: Set<String> = {
    let rows = (Repository.text("docs/monitoring.md") ?? "").split(separator: "\n")
      .filter { $0.hasPrefix("| `trading_") || $0.hasPrefix("| `process_") }
    return Set(
      rows.compactMap { row in
        row.split(separator: "`").dropFirst().first?.split(separator: "{").first.map(String.init)
      })
  }()

  /// Queries name a histogram by its parts.
  private static func metrics(in file: String) -> [String] {
    let text = (Repository.text(file) ?? "").replacing("_bucket", with: "")
    let words = text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
    return Set(words.map(String.init)).filter { name in
      ["trading_", "process_"].contains { name.hasPrefix($0) } && name != "process_"
    }.sorted()
  }

  /// The alerts of an environment, without what may differ: its name, its numbers, and the severity of a halt.
  private static func shape(of environment: String) throws -> String {
    let text = try #require(Repository.text("docker/monitoring/alerts.\(environment).yml"))
    var alert = ""
    let lines = text.split(separator: "\n").drop { $0.hasPrefix("#") }.filter { line in
      if line.contains("- alert: ") { alert = String(line) }
      return !(alert.hasSuffix("TradingHalted") && line.contains("labels:"))
    }
    let neutral = lines.joined(separator: "\n").replacing(" \(environment)", with: " ENV")
      .replacing(".\(environment).", with: ".ENV.").replacing("-\(environment) ", with: "-ENV ")
    return String(neutral.map { $0.isNumber ? "0" : $0 }).squeezed
  }

  private static func memoryLimits(of environment: String) throws -> [String: String] {
    let compose = try #require(Repository.text("docker/docker-compose.\(environment).yml"))
    var limits: [String: String] = [:]
    var service = ""
    var isLimit = false
    for line in compose.split(separator: "\n") {
      if line.hasPrefix("  "), !line.hasPrefix("   "), line.hasSuffix(":") {
        service = String(line.dropFirst(2).dropLast())
      }
      if line.hasSuffix(" limits:") { isLimit = true }
      if line.hasSuffix(" reservations:") { isLimit = false }
      if isLimit, let range = line.firstRange(of: "memory: ") {
        limits[service] = String(line[range.upperBound...].dropLast())
      }
    }
    return limits
  }
}

extension String {
  /// Replaces numbers and units of time, so that alerts with different thresholds compare equal.
  fileprivate var squeezed: String {
    var result = ""
    for character in self where !(character == "0" && result.hasSuffix("0")) {
      result.append(character)
    }
    return result.replacing("0.0", with: "0").replacing("0m", with: "0s")
  }
}
