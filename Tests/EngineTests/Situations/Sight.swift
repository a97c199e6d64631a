import Environments
import Operations
import Processes

/// What `status`, `health` and `up` say of the service `api`, in words that a row of the table has as well.
struct Sight: Sendable {
  var status = ""
  var summary: String?
  var health = ""
  var launch: String?
  var codes = ""
  /// What the engine, a health check or Compose said.
  var quotations: [String] = []
  /// All that was printed.
  var evidence = ""

  var text: String {
    ([("status", status), ("stack", summary), ("health", health), ("up", launch), ("exit", codes)]
      as [(String, String?)])
      .compactMap { name, words in words.map { "\(name): \(comparable($0))" } }
      .joined(separator: "\n")
  }

  /// Without what differs from engine to engine and from run to run: its own words, and how often it tried.
  private func comparable(_ words: String) -> String {
    var words = words
    for quotation in quotations.sorted(by: { $0.count > $1.count }) where !quotation.isEmpty {
      words = words.replacing(quotation, with: "…")
      // A line of `health` holds the beginning of a long one.
      if let cut = (40..<max(40, quotation.count)).reversed().lazy
        .map({ String(quotation.prefix($0)) + "…" }).first(where: { words.contains($0) })
      {
        words = words.replacing(cut, with: "…")
      }
    }
    if let end = words.firstRange(of: ". Compose says:") {
      words = String(words[..<end.lowerBound])
    }
    return words.replacing(/×\d+/, with: "×N").replacing(/\d+ (time|probe)s?/) { "N \($0.1)s" }
  }
}

extension StagedSituation {
  /// The same of a row of the table.
  func text(of row: Situation) -> String {
    var sight = Sight(status: row.status, health: row.health, quotations: row.quotations)
    if isAlone { sight.summary = row.summary }
    if isLaunched { sight.launch = row.launch }
    sight.codes = "\(row.statusCode), \(row.healthCode)"
    return sight.text
  }

  /// Stages the situation, asks the commands, and takes everything away.
  func seen(as project: String) async throws -> Sight {
    let stack = try await Stack(project, services: [], compose: compose)
    try stack.declare(timeout: timeout)
    let sight: Sight
    do { sight = try await look(at: stack) } catch {
      await remove(stack)
      throw error
    }
    await remove(stack)
    return sight
  }

  private func remove(_ stack: Stack) async {
    try? stack.write("services:\n" + compose)
    await stack.compose("down", "--timeout", "0", "--volumes", "--remove-orphans")
    await stack.engine("rm", "-f", stack.environment.name + "-holder")
    await stack.remove()
  }

  private func look(at stack: Stack) async throws -> Sight {
    let name = stack.environment.name
    try await prepare(stack)
    var sight = Sight()
    if isLaunched {
      let launch = await program(stack, at: host, "up", name, "--yes", "--format", "json")
      sight.tookLaunch(launch)
      try await follow(stack)
    }
    let status = await program(stack, at: host, "status", name, "--format", "json")
    let health = await program(stack, at: host, "health", name, "--format", "json")
    sight.took(status, health)
    let containers = try await stack.containers
    sight.quotations += containers.compactMap(\.error) + containers.compactMap(\.lastProbe)
    if !isAlone { sight.summary = nil }
    return sight
  }
}

extension Sight {
  fileprivate mutating func tookLaunch(_ result: CommandResult) {
    evidence += "\(result.output)\(result.errors)\n"
    // What is refused before there is a plan prints no document.
    guard let json = JSONValue(json: Array(result.output.utf8)),
      let verdict = json["verdict"]?.string
    else {
      launch = result.ending == .exited(code: 0) ? "" : "refused"
      return
    }
    let states = (json["services"]?.items ?? []).first { $0["service"] == json["failing_service"] }
    switch verdict {
    case "succeeded": launch = "up"
    case "failed": launch = "failed: \(json["reason"]?.string ?? "")"
    case "deadline_passed": launch = "waits: \(states?["state"]?.string ?? "")"
    case "engine_unreachable": launch = "not reached"
    default: launch = verdict
    }
  }

  fileprivate mutating func took(_ seen: CommandResult, _ checked: CommandResult) {
    evidence += "\(seen.output)\(seen.errors)\n\(checked.output)\(checked.errors)\n"
    let stack = JSONValue(json: Array(seen.output.utf8))?.member(at: "environments.0")
    let report = JSONValue(json: Array(checked.output.utf8))?.member(at: "environments.0")
    let service = stack?["services"]?.items?.first {
      $0["service"] == .string("api") && $0["orphan"] == nil
    }
    let check = report?["checks"]?.items?.first { $0["name"] == .string("api") }
    // Without readable files there is no service, and the stack stands for it.
    status = (service?["state"] ?? stack?["state"])?.string ?? ""
    summary = stack?["summary"]?.string
    if let reason = report?["reason"]?.string {
      health = "unknown: \(reason)"
    } else {
      health = "\(check?["verdict"]?.string ?? ""): \(check?["reason"]?.string ?? "")"
    }
    if let reason = stack?["reason"]?.string { quotations.append(reason) }
    codes = [seen, checked].map { $0.ending.code.map(String.init) ?? "\($0.ending)" }
      .joined(separator: ", ")
  }
}

extension CommandResult.Ending {
  fileprivate var code: Int? { if case .exited(let code) = self { code } else { nil } }
}
