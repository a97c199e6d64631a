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
      #expect(status.output.contains("UTC was interrupted, begun by "), "\(status.output)")
      #expect(next.errors.contains("was interrupted, begun by "), "\(next.errors)")
      #expect(next.errors.contains(" What stands: db "), "\(next.errors)")
      #expect(next.ending == .exited(code: 0), "\(next.errors)")
      #expect(!after.output.contains("interrupted"))
      #expect(activity.contains { $0.contains(#""verdict":"interrupted""#) })
      #expect(activity.last?.contains(#""verdict":"succeeded""#) == true)
    }

    /// Kills the program with SIGKILL when it says something.
    private func launchAndKill(_ stack: Stack, at words: String) async throws -> CommandResult {
      let launch = command(stack, "up", stack.environment.name)
      let script = ([launch.executable] + launch.arguments).map(shellQuoted).joined(separator: " ")
      let pid = LastLine()
      return await SubprocessRunner().run(
        Command(
          "/bin/sh", ["-c", "echo $$; exec \(script)"], environment: launch.environment,
          deadline: .seconds(90))
      ) { line in
        if line.stream == .output { pid.keep(line.text) }
        if line.text.hasPrefix(words), let leader = pid_t(pid.text) { kill(leader, SIGKILL) }
      }
    }

    private func program(_ stack: Stack, _ words: String...) async -> CommandResult {
      await SubprocessRunner().run(command(stack, words))
    }

    private func command(_ stack: Stack, _ words: String...) -> Command { command(stack, words) }

    private func command(_ stack: Stack, _ words: [String]) -> Command {
      Command(
        BuiltProducts.folder + "/triptych", ["-C", stack.root] + words,
        environment: PrivateEngine.shared.caller, deadline: .seconds(90))
    }
  }
}
