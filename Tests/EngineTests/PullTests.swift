import Environments
import Foundation
import Glibc
import Operations
import Processes
import TestSupport
import Testing

extension `On a real engine` {
  /// Images that come from a real registry.
  @Suite(.enabled(if: Registry.isPossible, "needs docker-registry"))
  struct `A launch that pulls` {
    @Test func `tells how much of the image is there, layer by layer`() async throws {
      let registry = try await Registry()
      try await registry.publish("t-pull:1", layers: 3, megabytes: 8)
      let stack = try await stack("t-pull")

      let launch = await program(stack, "up", "t-pull")
      await stack.remove()

      #expect(launch.ending == .exited(code: 0), "\(launch.errors)")
      #expect(
        launch.errors.contains("pull    \(Registry.address)/t-pull:1  image missing"),
        "\(launch.errors)")
      #expect(launch.errors.contains("t-pull:1: pulling"))
      #expect(launch.errors.contains(" of 4 layers"))
    }

    @Test func `and is killed meanwhile leaves nothing that stands, and the next one goes ahead`()
      async throws
    {
      let registry = try await Registry()
      try await registry.publish("t-pull-killed:1", layers: 1, megabytes: 1)
      let stack = try await stack("t-pull-killed")

      registry.hang()
      let killed = try await launchAndKill(stack, at: "t-pull-killed:1: pulling")
      let status = await program(stack, "status")
      registry.goOn()
      let next = await program(stack, "up", "t-pull-killed")
      await stack.remove()

      #expect(killed.ending == .signaled(Int(SIGKILL)))
      #expect(status.output.contains("UTC was interrupted, started by "), "\(status.output)")
      #expect(next.errors.contains("was interrupted, started by "), "\(next.errors)")
      #expect(next.ending == .exited(code: 0), "\(next.errors)")
    }

    @Test func `from a registry that has no such image fails in its words`() async throws {
      let registry = try await Registry()
      try await registry.publish("t-pull-other:1", layers: 1, megabytes: 1)
      let stack = try await stack("t-pull-none")

      let launch = await program(stack, "up", "t-pull-none")
      await stack.remove()

      #expect(launch.ending == .exited(code: 1), "\(launch.errors)")
      #expect(launch.errors.contains("manifest unknown"), "\(launch.errors)")
    }

    private func stack(_ name: String) async throws -> Stack {
      let stack = try await Stack(
        name, services: [Service(name: "app")],
        compose: """
            app:
              image: \(Registry.address)/\(name):1
              command: ["sleep", "3600"]
              stop_signal: SIGKILL

          """)
      try stack.declare()
      return stack
    }
  }
}
