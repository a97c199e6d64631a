import Environments
import Foundation
import Operations
import Processes
import Testing

extension `On a real engine` {
  struct `A launch that was confirmed` {
    @Test func `starts what was shown, also when the file is written before Compose reads it`()
      async throws
    {
      var stack = try await Stack(
        "t-confirmed", services: [Service(name: "api")],
        compose: sleeper("api", more: "    environment: {SHOWN: \"cost $$5\"}"))
      let text = "services:\n" + sleeper("api", more: "    environment: {SHOWN: other}")
      let file = stack.root + "/docker/stack.yml"
      stack.docker = stack.docker.run(by: RewritingRunner(file: file, text: text))

      let outcome = try await stack.act(.launch)
      let shown = await stack.engine("exec", "t-confirmed-api-1", "sh", "-c", "echo $SHOWN")
      let written = try String(contentsOfFile: file, encoding: .utf8)
      await stack.remove()

      #expect(outcome.verdict == .succeeded)
      #expect(shown.output == "cost $5\n")
      #expect(written == text)
    }

    @Test func `is not done again for the files that it was made of`() async throws {
      let stack = try await Stack(
        "t-replayed", services: [Service(name: "api")],
        compose: sleeper("api", more: "    ports: [\"127.0.0.1::80\"]\n    volumes: [\"data:/d\"]")
          + "volumes: {data: {}}\n")
      _ = try await stack.act(.launch)
      let first = try await stack.containers.map(\.id)

      await stack.compose("up", "-d")
      let second = try await stack.containers.map(\.id)
      let folder = try await stack.containers.first?.workingDirectory
      await stack.remove()

      #expect(first == second)
      #expect(folder == stack.root + "/docker")
    }
  }
}

/// Writes a file at the last moment before Compose is started to act.
private struct RewritingRunner: CommandRunner {
  let file: String
  let text: String
  private let runner = SubprocessRunner()

  init(file: String, text: String) {
    self.file = file
    self.text = text
  }

  func run(_ command: Command, onLine: (@Sendable (OutputLine) -> Void)?) async -> CommandResult {
    if "\(command)".contains(" up -d ") {
      try? text.write(toFile: file, atomically: true, encoding: .utf8)
    }
    return await runner.run(command, onLine: onLine)
  }

  func run(_ command: Command, over socket: Int32) async -> CommandResult {
    await runner.run(command, over: socket)
  }
}
