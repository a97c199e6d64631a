import Foundation
import Processes
import TestSupport

/// The three shipped environments, up at once on the private engine; launched for whoever asks first.
actor ThreeEnvironments {
  static let shared = ThreeEnvironments()

  /// How consent to an act is given in each.
  static let consents = [
    "dev": ["--yes"], "staging": ["--yes"], "prod": ["--confirm", "prod"],
  ]
  static let ports = ["dev": 18_080, "staging": 28_080, "prod": 38_080]

  private var known: (root: String, launches: [String: CommandResult])?

  /// Where they live, and how the launch of each went.
  func launched() async throws -> (root: String, launches: [String: CommandResult]) {
    if let known { return known }
    let root = try await ShippedExample.shared.prepared()
    let launches = try await withThrowingTaskGroup(of: (String, CommandResult).self) { group in
      for (name, consent) in Self.consents {
        group.addTask {
          (name, try await ShippedExample.shared.triptych(["up", name] + consent, below: root))
        }
      }
      return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
    }
    known = (root, launches)
    return (root, launches)
  }

  func stop() async throws -> [CommandResult] {
    let (root, _) = try await launched()
    known = nil
    var results: [CommandResult] = []
    for (name, consent) in Self.consents {
      results.append(
        try await ShippedExample.shared.triptych(["down", name] + consent, below: root))
    }
    return results
  }

  /// What a shell prints that runs at the root of the environments, where the published ports are.
  nonisolated func shell(_ script: String, seconds: Int = 60) async throws -> String {
    let root = try await ShippedExample.shared.prepared()
    let netns = try await PrivateEngine.shared.networkNamespace()
    let words = ["--net=/run/netns/\(netns)", "/bin/sh", "-euc", "cd '\(root)'; \(script)"]
    let result = await SubprocessRunner().run(
      Command(
        "/usr/bin/nsenter", words, environment: ShippedExample.shared.environment,
        deadline: .seconds(seconds)))
    guard result.isSuccess else {
      throw PrivateEngine.Failure("\(script): \(result.ending) \(result.errors)")
    }
    return result.output
  }

  /// Asks again and again until the answer is right; the last answer when it never is.
  nonisolated func shell(
    _ script: String, withinSeconds seconds: Int, until isRight: (String) -> Bool
  ) async throws -> String {
    let deadline = ContinuousClock.now + .seconds(seconds)
    while true {
      let answer = try await shell(script)
      if isRight(answer) || ContinuousClock.now > deadline { return answer }
      // Prometheus tells nobody when it has scraped.
      try await Task.sleep(for: .milliseconds(500))
    }
  }

  /// The options with which curl reaches the api of an environment as one of its clients.
  nonisolated static func client(of name: String) -> String {
    let secrets = ".triptych/secrets/\(name)"
    return name == "dev"
      ? "--silent"
      : "--silent --cacert \(secrets)/api_tls_certificate --header @\(secrets).header"
  }

  /// Writes the header with the key into a file, since a key has no place in the arguments of a program.
  nonisolated func writeKeyHeaders() async throws {
    for name in ["staging", "prod"] {
      _ = try await shell(
        """
        umask 077
        sed -n '1s/^/X-API-Key: /p' .triptych/secrets/\(name)/api_keys > .triptych/secrets/\(name).header
        """)
    }
  }
}
