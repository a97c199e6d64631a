import Environments
import Foundation
import Operations
import Testing

extension `On a real engine` {
  struct `Rendered revisions` {
    @Test
    func `an old container that crashes after a new rendering reads what it was launched with`()
      async throws
    {
      let stack = try await self.stack("t-revision")
      let old = environment(stack, "old")
      _ = try workspace(stack).render(old, user: "tester")
      let up = await stack.compose("up", "-d")

      try secret("new-secret", in: stack)
      let new = try workspace(stack).render(environment(stack, "new"), user: "tester")
      let again = try workspace(stack).render(environment(stack, "new"), user: "tester")
      // It crashes after the rendering, so that what it prints next it has read since.
      await stack.engine("exec", "t-revision-api-1", "touch", "/crash")
      let read = try await logs(of: stack) { $0.count("old-secret") >= 2 }
      let updated = await stack.compose("up", "-d")
      let afterwards = try await logs(of: stack) { $0.count("new-secret") >= 1 }
      await stack.remove()

      #expect(up.isSuccess, "\(up.errors)")
      #expect(updated.isSuccess, "\(updated.errors)")
      #expect(!again.hasChanged)
      #expect(again.revision == new.revision)
      #expect(read.count("old-secret") >= 2)
      #expect(!read.contains("new"))
      #expect(afterwards.contains(#""new""#))
      #expect(afterwards.contains("new-secret"))
      #expect(!afterwards.contains("old"))
    }

    @Test func `a revision that a stopped container mounts stays, and goes with it`() async throws {
      let stack = try await self.stack("t-kept")
      let first = try workspace(stack).render(environment(stack, "a"), user: "tester")
      await stack.compose("up", "-d")
      await stack.compose("stop", "--timeout", "0")
      let second = try workspace(stack).render(environment(stack, "b"), user: "tester")
      let third = try workspace(stack).render(environment(stack, "c"), user: "tester")

      try await stack.launcher().tidyRevisions(of: stack.environment)
      let kept = [first, second, third].map { exists($0.folder) }
      await stack.compose("down", "--timeout", "0")
      try await stack.launcher().tidyRevisions(of: stack.environment)
      let left = [first, second, third].map { exists($0.folder) }
      await stack.remove()

      #expect(kept == [true, false, true])
      #expect(left == [false, false, true])
    }

    private func stack(_ project: String) async throws -> Stack {
      let stack = try await Stack(project, services: [Service(name: "api")], compose: "")
      try stack.write(
        """
        services:
          api:
            image: \(PrivateEngine.image)
            command: ["sh", "-c", "rm -f /crash; cat /etc/app/config.json /run/secrets/token; until [ -e /crash ]; do sleep 0.1; done; exit 1"]
            restart: always
            volumes: ["${TRIPTYCH_RUN:?}/config:/etc/app:ro"]
            secrets: [token]
        secrets:
          token: {file: "${TRIPTYCH_SECRETS:?}/token"}

        """)
      try secret("old-secret", in: stack)
      return stack
    }

    private func workspace(_ stack: Stack) throws -> Workspace { try Workspace(root: stack.root) }

    private func environment(_ stack: Stack, _ value: String) -> Environment {
      var environment = stack.environment
      environment.settings = [
        Setting(
          SettingKey(.settings, "logging.level"),
          layerValues: [.init(.string(value), Origin(layer: .base))])
      ]
      return environment
    }

    private func secret(_ text: String, in stack: Stack) throws {
      let folder = stack.root + "/.triptych/secrets/\(stack.environment.name)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try (text + "\n").write(toFile: folder + "/token", atomically: true, encoding: .utf8)
    }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    /// What the container printed, once it has printed what is waited for; after 20 s, what there is.
    private func logs(of stack: Stack, until isPrinted: (String) -> Bool) async throws -> String {
      var read = ""
      for _ in 0..<200 {
        read = await stack.engine("logs", "t-revision-api-1").output
        if isPrinted(read) { break }
        try await Task.sleep(for: .milliseconds(100))
      }
      return read
    }
  }
}

extension String {
  fileprivate func count(_ text: String) -> Int { ranges(of: text).count }
}
