import Environments
import Foundation
import Glibc
import Operations
import Processes
import Testing

/// Each row of docs/faults.md: what happens to an engine, and what the screen says of it.
extension `On a real engine` {
  struct FaultTests {
    private let engine = PrivateEngine.sick

    @Test func `an engine that is killed is unreachable in its column, and back by itself`()
      async throws
    {
      let console = try await healthyConsole()

      try await engine.kill()
      try console.wait(for: "▲ engine unreachable", "Cannot connect to the Docker daemon", "stale")
      try await console.isAlive()
      try await engine.restart()
      try console.wait(for: "well · running 1/1", without: "engine unreachable", "stale")
      try console.quit()
    }

    @Test func `an engine that is stopped is unreachable in its column`() async throws {
      let console = try await healthyConsole()

      Glibc.kill(try await engine.pid(), SIGTERM)
      try console.wait(for: "▲ engine unreachable", "stale")
      try await console.isAlive()
      try await engine.restart()
      try console.wait(for: "well · running 1/1", without: "engine unreachable", "stale")
      try console.quit()
    }

    @Test func `after a restart of the engine what happens is seen as before`() async throws {
      let console = try await healthyConsole()

      try await engine.restart()
      try await engine.runContainer(of: "f-sick")
      try console.wait(for: "sick · running 1/1", without: "stale")
      try await engine.run(docker: "kill", "f-sick-api-1")
      try console.wait(for: "sick · stopped", without: "stale")
      try await console.isAlive()
      try console.quit()
    }

    @Test func `an engine that hangs is silent in its column, with its age`() async throws {
      let console = try await healthyConsole()
      let pid = try await engine.pid()

      Glibc.kill(pid, SIGSTOP)
      defer { Glibc.kill(pid, SIGCONT) }
      try console.wait(for: "▲ engine silent", "stale")
      try await console.isAlive()
      // One can leave, too. That the end of the silence is seen is shown with a fake: an engine that was stopped may
      // restart its containerd when it goes on, and takes minutes for it at times.
      try console.quit()
    }

    @Test func `an engine that answers late is slow in its column`() async throws {
      _ = try await engine.docker()
      let socket = try FaultySocket(
        .delays(milliseconds: 1500, to: engine.folder + "/docker.sock"))
      let console = try await FaultConsole(sick: socket.address)

      try console.wait(for: "▲ engine slow", "Its last answer took", "slow ")
      try await console.isAlive()
      try console.quit()
    }

    @Test func `what answers like no engine is called so`() async throws {
      let socket = try FaultySocket(.says("SSH-2.0-OpenSSH_9.2\r\n"))
      let console = try await FaultConsole(sick: socket.address)

      try console.wait(for: "▲ engine unreachable", "No Docker engine answers")
      try await console.isAlive()
      try console.quit()
    }

    @Test func `a user who may not open the socket is told what to do`() async throws {
      _ = try await engine.docker()
      let socket = try FaultySocket(
        .delays(milliseconds: 0, to: engine.folder + "/docker.sock"))
      socket.belongs(to: 65534)
      let console = try await FaultConsole(sick: socket.address, isConfined: true)

      try console.wait(for: "▲ docker is not allowed", "usermod -aG docker")
      try await console.isAlive()
      try console.quit()
    }

    @Test func `a proxy that forbids is told apart from an engine that is down`() async throws {
      let page = "<html><body><h1>403 Forbidden</h1></body></html>"
      let socket = try FaultySocket(
        .says(
          "HTTP/1.1 403 Forbidden\r\nContent-Type: text/html\r\nContent-Length: \(page.utf8.count)"
            + "\r\nConnection: close\r\n\r\n" + page))
      let console = try await FaultConsole(sick: socket.address)

      try console.wait(for: "▲ docker is not allowed", "refuses")
      try await console.isAlive()
      try console.quit()
    }

    @Test func `another engine at the same address is told, and looked at anew`() async throws {
      let console = try await healthyConsole()

      try await engine.remove()
      _ = try await engine.docker()
      try console.wait(for: "Another engine answers at context sick now")
      try console.wait(for: "sick · stopped", without: "stale")
      try await console.isAlive()
      try console.quit()
    }

    @Test func `a container that flaps every moment is followed, and starves nobody`()
      async throws
    {
      let console = try await healthyConsole()

      let flapping = Task { [engine] in
        for _ in 0..<8 {
          try await engine.run(docker: "kill", "f-sick-api-1")
          try await engine.run(docker: "start", "f-sick-api-1")
        }
      }
      try console.wait(for: "sick · stopped")
      try console.wait(for: "sick · running 1/1")
      try console.wait(for: "sick · stopped")
      try await console.isAlive()
      try await flapping.value
      try console.wait(for: "sick · running 1/1", without: "stale")
      try console.quit()
    }

    @Test func `a launch for which the engine has no room fails with that reason`() async throws {
      let disk = try SmallDisk(megabytes: 64)
      let full = PrivateEngine("-full", in: disk.folder)
      _ = try await full.docker()
      let console = try await FaultConsole(sick: full.address)
      try console.wait(for: "sick · stopped", "well · running 1/1")

      try disk.fill()
      console.session.press("1U")
      try console.wait(for: "The launch of sick failed", "on device")
      console.session.press("<enter>")
      try await console.isAlive()
      try console.quit()
      try await full.remove()
    }

    @Test func `a check that never answers is said to have run out of time`() async throws {
      try await engine.runContainer(of: "f-sick")
      let listener = try SilentPort()
      let console = try await FaultConsole(
        sick: engine.address, check: "http://127.0.0.1:\(listener.port)/health")
      try console.wait(for: "sick · running 1/1", "well · running 1/1")

      console.session.press("c")
      try console.wait(for: "checking…")
      console.session.press("<esc>")
      try console.wait(for: "settings ·")
      console.session.press("c")
      try console.wait(for: "sick · unhealthy", "within 2 s")
      console.session.press("<esc>")
      try await console.isAlive()
      try console.quit()
    }

    @Test func `a console whose engines have their sockets here runs no program at rest`()
      async throws
    {
      let console = try await healthyConsole()

      // Contexts were looked up, and Compose was asked: both have ended.
      for child in childrenOf(console.session.processID) { try await waitUntilGone(child.pid) }

      try await console.isAlive()
      #expect(childrenOf(console.session.processID).map(\.command) == [])
      try console.quit()
    }

    /// Both columns run.
    private func healthyConsole() async throws -> FaultConsole {
      try await engine.runContainer(of: "f-sick")
      let console = try await FaultConsole(sick: engine.address)
      try console.wait(for: "well · running 1/1", "sick · running 1/1", without: "stale")
      return console
    }
  }
}
