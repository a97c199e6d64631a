import Environments

/// One line of the activity record: the intent of an act, or its outcome.
package struct ActivityEntry: Hashable, Sendable {
  package enum Phase: String, Hashable, Sendable { case intent, outcome }

  package var schemaVersion = 1
  /// The same for an intent and its outcome.
  package var id: String
  /// UTC, such as `2026-11-23T14:02:11Z`.
  package var time: String
  package var user: String
  package var environment: String
  package var verb: String
  package var phase: Phase
  /// As an operator would type them; argv never contains secrets.
  package var commands: [String]
  /// `nil` for an intent.
  package var verdict: String?
  package var reason: String?
  /// The state of each service at the end, one line for each; `nil` when it was not observed.
  package var serviceStates: [String]?
  package var tookMilliseconds: Int?
}

extension ActivityEntry {
  /// The intent of an act, with a new identifier.
  static func intent(
    _ verb: String, of environment: String, user: String, at time: Int, commands: [String] = [],
    reason: String? = nil
  ) -> ActivityEntry {
    ActivityEntry(
      id: String(UInt64.random(in: .min ... .max), radix: 16), time: CivilTime.timestamp(time),
      user: user,
      environment: environment, verb: verb, phase: .intent, commands: commands, reason: reason)
  }

  /// The outcome of this intent, as of now.
  func outcome(
    _ verdict: String, reason: String?, serviceStates: [String] = [], tookMilliseconds: Int? = nil
  ) -> ActivityEntry {
    var entry = self
    entry.phase = .outcome
    entry.time = CivilTime.timestamp(secondsNow())
    entry.verdict = verdict
    entry.reason = reason
    entry.serviceStates = serviceStates.isEmpty ? nil : serviceStates
    entry.tookMilliseconds = tookMilliseconds
    return entry
  }
}

extension ActivityEntry {
  package init(_ json: JSONValue) throws(JSONMismatch) {
    schemaVersion = try json.required("schema_version", \.integer)
    id = try json.required("id", \.string)
    time = try json.required("time", \.string)
    user = try json.required("user", \.string)
    environment = try json.required("environment", \.string)
    verb = try json.required("verb", \.string)
    phase = try json.required("phase") { $0.string.flatMap(Phase.init) }
    commands = try json.required("commands", \.strings)
    verdict = try json.optional("verdict", \.string)
    reason = try json.optional("reason", \.string)
    serviceStates = try json.optional("standing", \.strings)
    tookMilliseconds = try json.optional("took_ms", \.integer)
  }

  var json: JSONValue {
    var members: [String: JSONValue] = [
      "schema_version": .integer(schemaVersion), "id": .string(id), "time": .string(time),
      "user": .string(user), "environment": .string(environment), "verb": .string(verb),
      "phase": .string(phase.rawValue), "commands": .array(commands.map { .string($0) }),
    ]
    members["verdict"] = verdict.map { .string($0) }
    members["reason"] = reason.map { .string($0) }
    members["standing"] = serviceStates.map { .array($0.map { .string($0) }) }
    members["took_ms"] = tookMilliseconds.map { .integer($0) }
    return .object(members)
  }
}
