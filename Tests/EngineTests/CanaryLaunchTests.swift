import Environments
import Foundation
import Processes
import Testing

extension `On a real engine` {
  /// Secrets that travel into real containers, whose health checks and logs repeat them.
  struct `A launch with canaries` {
    private static let old = "QfirstPw4mL9xT2b"
    private static let new = "QsecondPw7Kd3vR8"
    private static let link = "QlinkPw5Zp8wN3c"
    private static let probe = "QprobePw6Hs4yB9"
    private static let bearer = "QbearerPw2Jt7fM5"
    private static let all = [old, new, link, probe, bearer]

    @Test func `shows none when it fails, and none after a secret was rotated`() async throws {
      let stack = try await stack()

      var ways = await outputs(of: stack, [["up"]])
      try await untilUnhealthy(stack)
      ways += await outputs(of: stack, questions)
      try write(stack, ".env", "DB_PASSWORD=\(Self.new)\n")
      ways += await outputs(of: stack, questions + [["up"]])
      try await untilUnhealthy(stack)
      ways += await outputs(of: stack, questions)
      let logs = await program(stack, "logs", "t-canary").output
      ways += files(of: stack)
      await stack.remove()

      #expect(seen(in: ways) == [])
      // They were there: the logs have them as they were written, and all else something in their place.
      #expect(logs.contains("login \(Self.new)") && logs.contains("Bearer \(Self.bearer)"))
      for name in ["up", "health", "show t-canary"] {
        #expect(ways.contains { $0.name.hasPrefix(name) && $0.text.contains("•••") }, "\(name)")
      }
    }

    /// Waits until the check that repeats secrets has failed.
    private func untilUnhealthy(_ stack: Stack) async throws {
      for _ in 0..<200 {
        let state = await stack.engine(
          "inspect", "--format", "{{.State.Health.Status}}", "t-canary-db-1")
        if state.output.hasPrefix("unhealthy") { return }
        try await Task.sleep(for: .milliseconds(100))
      }
      throw PrivateEngine.Failure("the database never became unhealthy")
    }

    private struct Way {
      var name: String
      var text: String
    }

    private var questions: [[String]] {
      [
        ["status"], ["status", "--format", "json"], ["health"], ["health", "--format", "json"],
        ["show", "t-canary"], ["screen", "overview", "--size", "200x200"],
        ["screen", "health", "--size", "200x200"],
        ["screen", "plan", "--focus", "t-canary", "--size", "200x200"],
      ]
    }

    private func stack() async throws -> Stack {
      let stack = try await Stack(
        "t-canary", services: [],
        compose: """
            db:
              image: \(PrivateEngine.image)
              command: ["sh", "-c", "echo login $$DB_PASSWORD; while :; do sleep 3600; done"]
              environment: {DB_PASSWORD: "${DB_PASSWORD}", LINK: "postgres://u:\(Self.link)@h/"}
              stop_signal: SIGKILL
              healthcheck:
                test: ["CMD-SHELL", "echo $$DB_PASSWORD $$LINK token=\(Self.probe); false"]
                interval: 1s
                retries: 2
            api:
              image: \(PrivateEngine.image)
              command: ["sh", "-c", "echo Authorization: Bearer $$(cat); exit 3"]
              environment: {DB_PASSWORD: "${DB_PASSWORD}"}

          """.replacing("$$(cat)", with: Self.bearer))
      try write(stack, ".env", "DB_PASSWORD=\(Self.old)\n")
      try write(
        stack, "configs/environment/t-canary.yaml",
        """
        schema_version: 1
        environment: {tier: development}
        target: {project: t-canary, compose_files: [docker/stack.yml], env_files: [.env]}
        launch: {timeout: 30s}
        health: {checks: [{name: db, type: container, service: db}]}

        """)
      return stack
    }

    private func outputs(of stack: Stack, _ calls: [[String]]) async -> [Way] {
      var ways: [Way] = []
      for call in calls {
        let words = call == ["up"] ? ["up", "t-canary", "--yes"] : call
        let result = await program(stack, words)
        let name = words.joined(separator: " ")
        ways.append(Way(name: name, text: result.output))
        ways.append(Way(name: name + " 2>", text: result.errors))
      }
      return ways
    }

    /// What triptych wrote, but for the files that containers mount.
    private func files(of stack: Stack) -> [Way] {
      let folder = stack.root + "/.triptych/"
      let paths = FileManager.default.subpaths(atPath: folder) ?? []
      return paths.filter { !$0.hasPrefix("run/") && !$0.hasPrefix("secrets/") }.compactMap {
        path in
        FileManager.default.contents(atPath: folder + path)
          .map { Way(name: path, text: String(decoding: $0, as: UTF8.self)) }
      }
    }

    /// A line `canary → way out` for each that is seen where none may be.
    private func seen(in ways: [Way]) -> [String] {
      ways.flatMap { way in
        Self.all.filter { way.text.contains($0.prefix(10)) }.map { "\($0) → \(way.name)" }
      }
    }

    private func write(_ stack: Stack, _ path: String, _ text: String) throws {
      let file = URL(filePath: stack.root + "/" + path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
  }
}
