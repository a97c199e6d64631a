import Foundation
import Testing

extension `On a real engine` {
  @Suite(.serialized) struct `The shipped stack` {
    @Test func `is launched, healthy and stopped by three commands`() async throws {
      let root = try await ShippedExample.shared.prepared()

      let up = try await ShippedExample.shared.triptych("up", "dev", below: root)
      let health = try await ShippedExample.shared.triptych("health", "dev", below: root)
      let down = try await ShippedExample.shared.triptych("down", "dev", "--yes", below: root)

      #expect(up.ending == .exited(code: 0), "\(up.errors)")
      #expect(up.took < .seconds(30))
      #expect(health.ending == .exited(code: 0), "\(health.output)")
      #expect(down.ending == .exited(code: 0), "\(down.errors)")
    }

    @Test func `a service that is made unhealthy is named, with its last lines`() async throws {
      let root = try await ShippedExample.shared.prepared()
      try await breakQuotes(below: root)

      let up = try await ShippedExample.shared.triptych("up", "dev", below: root)
      try await mendQuotes(below: root)
      let down = try await ShippedExample.shared.triptych("down", "dev", "--yes", below: root)

      #expect(up.ending == .exited(code: 1), "\(up.errors)")
      #expect(up.errors.contains("quotes is unhealthy"), "\(up.errors)")
      #expect(up.errors.contains("listening on"), "\(up.errors)")
      #expect(down.ending == .exited(code: 0), "\(down.errors)")
    }

    @Test func `a protected environment is not touched without its name`() async throws {
      let root = try await ShippedExample.shared.prepared()

      let up = try await ShippedExample.shared.triptych("up", "prod", "--yes", below: root)
      let status = try await ShippedExample.shared.triptych("status", "prod", below: root)

      #expect(up.ending == .exited(code: 77), "\(up.errors)")
      #expect(status.output.contains("stopped"))
    }

    @Test func `is launched, checked and stopped from the screen`() async throws {
      let root = try await ShippedExample.shared.prepared()
      let session = try await ShippedExample.shared.console(below: root, columns: 120, rows: 40)

      try session.wait(for: "dev · stopped")
      session.press("1U")
      try session.wait(for: "dev is up after", timeoutMilliseconds: 40_000)
      session.press("c")
      try session.wait(for: "api-ready", timeoutMilliseconds: 10_000)
      session.press("<esc>")
      try session.wait(for: "settings ·")
      session.press("X")
      try session.wait(for: "Stop dev")
      session.press("<right><enter>")
      // The containers are gone a moment before the operation has ended and is recorded.
      try session.wait(for: "dev is stopped after", timeoutMilliseconds: 40_000)
      session.press("q")

      #expect(try session.waitForExit() == 0)
      #expect(session.isCooked)
    }

    private func breakQuotes(below root: String) async throws {
      try edit(root) {
        $0.replacingOccurrences(of: "9464/health/ready", with: "9464/nonsense")
      }
    }

    private func mendQuotes(below root: String) async throws {
      try edit(root) {
        $0.replacingOccurrences(of: "9464/nonsense", with: "9464/health/ready")
      }
    }

    private func edit(_ root: String, _ change: (String) -> String) throws {
      let path = root + "/docker/docker-compose.dev.yml"
      try change(String(contentsOfFile: path, encoding: .utf8)).write(
        toFile: path, atomically: true, encoding: .utf8)
    }
  }
}
