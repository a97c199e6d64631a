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
      let next = await program(stack, "up", "t-sigkill")
      let after = await program(stack, "status")
      let activity = try stack.activity
      await stack.remove()

      #expect(killed.ending == .signaled(Int(SIGKILL)))
      // Compose waits for the health of db, and knows nothing of the end of triptych.
      #expect(
        status.output.contains("UTC was interrupted and goes on in the background, started by "),
        "\(status.output)")
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
      let next = await program(stack, "up", "t-build-killed")
      await stack.remove()

      #expect(killed.ending == .signaled(Int(SIGKILL)))
      #expect(status.output.contains("UTC was interrupted, started by "), "\(status.output)")
      #expect(next.errors.contains("was interrupted, started by "), "\(next.errors)")
      #expect(next.ending == .exited(code: 0), "\(next.errors)")
    }
  }
}
