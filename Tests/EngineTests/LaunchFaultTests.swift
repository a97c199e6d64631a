import Environments
import Foundation
import Glibc
import Operations
import Processes
import TestSupport
import Testing

extension `On a real engine` {
  /// The real program, ended in the middle of a launch.
  struct `A launch that is killed` {
    @Test func `while it waits for health is told, and the next one goes ahead`() async throws {
      let stack = try await Stack(
        "t-sigkill",
        services: [
          Service(name: "db", hasHealthCheck: true), Service(name: "api", dependsOn: ["db"]),
        ],
        compose: """
            db:
              image: \(PrivateEngine.image)
              command: ["sleep", "3600"]
              stop_signal: SIGKILL
              healthcheck: {test: ["CMD", "test", "-e", "/ok"], interval: 1s, retries: 1000}

          """ + sleeper("api", more: "    depends_on: {db: {condition: service_healthy}}"))
      try stack.declare()

      let killed = try await launchAndKill(stack, at: "  db: starting")
      let status = await program(stack, "status")
      await stack.engine("exec", "t-sigkill-db-1", "touch", "/ok")
      let next = await upWhenFree(stack, "t-sigkill")
      let after = await program(stack, "status")
      let activity = try stack.activity
      await stack.remove()

      #expect(killed.ending == .signaled(Int(SIGKILL)))
      // It goes on in the background until Compose prints something, which nobody reads.
      #expect(status.output.contains("UTC was interrupted"), "\(status.output)")
      #expect(next.errors.contains("was interrupted, started by "), "\(next.errors)")
      #expect(next.errors.contains(" Current state: db "), "\(next.errors)")
      #expect(next.ending == .exited(code: 0), "\(next.errors)")
      #expect(!after.output.contains("interrupted"))
      #expect(activity.contains { $0.contains(#""verdict":"interrupted""#) })
      #expect(activity.last?.contains(#""verdict":"succeeded""#) == true)
    }

    @Test func `while it builds leaves nothing that stands, and the next one goes ahead`()
      async throws
    {
      let stack = try await Stack(
        "t-build-killed", services: [Service(name: "app")],
        compose: """
            app:
              build: {context: .}
              command: ["sleep", "3600"]
              stop_signal: SIGKILL

          """)
      try "FROM \(PrivateEngine.image)\nRUN sleep 2\n".write(
        toFile: stack.root + "/docker/Dockerfile", atomically: true, encoding: .utf8)
      try stack.declare()

      let killed = try await launchAndKill(stack, at: "t-build-killed-app: building")
      let status = await program(stack, "status")
      // The build goes on, and holds the lock as long.
      let next = await upWhenFree(stack, "t-build-killed")
      await stack.remove()

      #expect(killed.ending == .signaled(Int(SIGKILL)))
      #expect(status.output.contains("UTC was interrupted"), "\(status.output)")
      #expect(next.errors.contains("was interrupted, started by "), "\(next.errors)")
      #expect(next.ending == .exited(code: 0), "\(next.errors)")
    }

    /// Launches once what the killed launch left behind has ended. A plan made before that may see the environment
    /// change, and is then refused.
    private func upWhenFree(_ stack: Stack, _ environment: String) async -> CommandResult {
      for _ in 0..<100 {
        let status = await program(stack, "status", environment)
        if !status.output.contains("goes on in the background") { break }
      }
      return await program(stack, "up", environment)
    }
  }
}
