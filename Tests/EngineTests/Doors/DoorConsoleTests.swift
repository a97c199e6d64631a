import Glibc
import Testing

/// The console on a real terminal, with an engine behind ssh in one column: rows of docs/faults.md.
extension `On a real engine` {
  @Suite(.enabled(if: Doors.isPossible, "needs sshd and openssl"))
  struct DoorConsoleTests {
    @Test func `an ssh that would ask for a password neither hangs nor garbles the console`()
      async throws
    {
      let console = try await console("ssh://root@password")

      try console.wait(for: "▲ engine unreachable", "asks for a password", "ssh-copy-id")
      try await console.isAlive()

      #expect(!Doors.shared.wasAsked)
      try console.quit()
    }

    @Test func `a jump host that hangs is silent in its column`() async throws {
      let console = try await console("ssh://root@jump")

      try console.wait(for: "▲ engine silent")
      try await console.isAlive()
      try console.quit()
    }

    @Test func `what carries a connection is killed, and the engine is back by itself`()
      async throws
    {
      _ = try await Doors.shared.opened()
      let engine = Doors.shared.engine
      try await engine.runContainer(of: "f-sick")
      let console = try await console("ssh://root@works")
      try console.wait(for: "well · running 1/1", "sick · running 1/1", without: "stale")

      let carriers = childrenOf(console.session.processID)
        .filter { $0.command.contains("--context sick ") }
      for carrier in carriers { kill(carrier.pid, SIGKILL) }
      try await engine.run(docker: "kill", "f-sick-api-1")

      #expect(!carriers.isEmpty)
      try console.wait(for: "sick · stopped", without: "stale")
      try await console.isAlive()
      try console.quit()
    }

    private func console(_ address: String) async throws -> FaultConsole {
      let caller = try await Doors.shared.opened()
      return try await FaultConsole(
        sick: address,
        variables: [
          "PATH": caller["PATH"] ?? "", "DISPLAY": ":9", "SSH_ASKPASS": Doors.shared.askingProgram,
        ])
    }
  }
}
