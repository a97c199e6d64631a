import Testing

/// How often the engine checks the containers of the shipped environments. Each check starts a program, which costs more
/// than a service at rest; a fault that nobody checks for stays unseen.
struct `The health checks of the shipped environments` {
  @Test(arguments: ["dev", "staging", "prod"])
  func `find a fault of a service within 15 s, one of the monitoring within 25 s`(
    environment: String
  ) throws {
    let checks = try Self.checks(of: environment)

    #expect(checks.keys.sorted() == ["alertmanager", "api", "grafana", "prometheus", "quotes"])
    for name in ["api", "quotes"] { #expect(try #require(checks[name]).secondsToFind < 15) }
    for name in ["prometheus", "alertmanager"] {
      #expect(try #require(checks[name]).secondsToFind < 25)
    }
  }

  @Test(arguments: ["dev", "staging", "prod"])
  func `come early enough for a launch of 15 s on engines that check first after an interval`(
    environment: String
  ) throws {
    let checks = try Self.checks(of: environment)

    #expect(checks.filter { $0.value.interval > 11 }.keys.sorted() == [])
    // One after the other, the first checks would add up.
    let compose = try #require(Repository.text("docker/docker-compose.\(environment).yml"))
    #expect(!compose.contains("condition: service_healthy"))
  }

  private struct Check {
    var interval = 0
    var retries = 0

    /// Where each check fails at once.
    var secondsToFind: Int { interval * retries }
  }

  private static func checks(of environment: String) throws -> [String: Check] {
    let text = try #require(Repository.text("docker/docker-compose.\(environment).yml"))
    var checks: [String: Check] = [:]
    var service = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("  "), line.hasSuffix(":"), !line.hasPrefix("   ") {
        service = String(line.dropFirst(2).dropLast())
      }
      if let seconds = number(in: line, after: "      interval: ") {
        checks[service, default: Check()].interval = seconds
      }
      if let times = number(in: line, after: "      retries: ") {
        checks[service, default: Check()].retries = times
      }
    }
    return checks
  }

  private static func number(in line: Substring, after key: String) -> Int? {
    guard line.hasPrefix(key) else { return nil }
    return Int(line.dropFirst(key.count).prefix(while: \.isNumber))
  }
}
