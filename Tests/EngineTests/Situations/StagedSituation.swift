import Environments
import Operations
import Testing

/// A row of the table of situations, as a Compose project in which it comes about.
struct StagedSituation: Sendable, CustomTestStringConvertible {
  /// The name of the row.
  var name: String
  /// What stands below `services:`.
  var compose: String
  /// Whether `up` is compared: it finds the service in this condition, or brings it into it.
  var isLaunched = true
  /// Whether `api` is the only service, so that the verdict on the stack is the one on it.
  var isAlone = true
  var timeout = "60s"
  /// Where the programs look for an engine; `nil` for the shared one.
  var host: String?
  /// What happens before the launch.
  var prepare: @Sendable (Stack) async throws -> Void = { _ in }
  /// What is awaited after it.
  var follow: @Sendable (Stack) async throws -> Void = { _ in }

  var testDescription: String { name }

  init(_ name: String, _ compose: String) {
    self.name = name
    self.compose = compose
  }
}

extension StagedSituation {
  /// Where `up` would mend the condition, only `status` and `health` are compared.
  func unlaunched(
    _ prepare: (@Sendable (Stack) async throws -> Void)? = nil
  ) -> Self {
    var staged = self
    staged.isLaunched = false
    if let prepare { staged.prepare = prepare }
    return staged
  }

  func prepared(_ prepare: @escaping @Sendable (Stack) async throws -> Void) -> Self {
    var staged = self
    staged.prepare = prepare
    return staged
  }

  func awaiting(_ isReached: @escaping @Sendable (ContainerStatus) -> Bool) -> Self {
    var staged = self
    staged.follow = { try await $0.wait(until: isReached) }
    return staged
  }

  func impatient() -> Self {
    var staged = self
    staged.timeout = "3s"
    return staged
  }

  func at(_ host: String) -> Self {
    var staged = self
    staged.host = host
    return staged
  }

  /// With a service that starts when `api` is done.
  func awaited() -> Self {
    var staged = self
    staged.isAlone = false
    staged.compose += service(
      "waiter", "sleep 3600", "depends_on: {api: {condition: service_completed_successfully}}")
    return staged
  }

  /// With a second service that only the engine knows when the programs look.
  func withOrphan(_ script: String) -> Self {
    let declared = compose
    return prepared { stack in
      try stack.write("services:\n" + declared + service("dbg", script))
      await stack.compose("up", "-d", "dbg")
      try stack.write("services:\n" + declared)
    }
  }
}

extension Stack {
  /// Returns as soon as a container of `api` is as it should be; the engine's events say when to look.
  func wait(until isReached: (ContainerStatus) -> Bool) async throws {
    for await _ in docker.engines[docker.callerEndpoint].events() {
      if try await containers.contains(where: isReached) { return }
    }
    throw PrivateEngine.Failure("the engine is gone")
  }
}

/// A service of the test image that runs a script and is killed at once.
func service(_ name: String, _ script: String, _ more: String...) -> String {
  let lines =
    [
      "image: \(PrivateEngine.image)",
      "command: [sh, -c, \(JSONValue.string(script.replacing("$", with: "$$")).text)]",
    ] + more
  return "  \(name):\n" + lines.map { "    \($0)\n" }.joined()
}
