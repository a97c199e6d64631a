import Environments
import Operations
import Testing

extension `On a real engine` {
  struct `Looking at containers` {
    @Test func `a healthy service and a one-shot that is done are seen as such`() async throws {
      let stack = try await Stack(
        "t-status", services: [],
        compose: sleeper("api", health: "true")
          + """
            job:
              image: \(PrivateEngine.image)
              command: ["sh", "-c", "exit 0"]
          """)

      await stack.compose("up", "-d", "--wait")
      let status = await stack.docker.statuses(of: [stack.environment])[0]
      await stack.remove()

      #expect(status.engine == .answering)
      #expect(status.containers.map(\.service) == ["api", "job"])
      #expect(status.containers.map(\.state) == [.running, .exited(code: 0)])
      #expect(status.containers.map(\.health) == [.healthy, .none])
      #expect(
        status.containers.map(\.workingDirectory) == [
          stack.root + "/docker", stack.root + "/docker",
        ])
    }

    @Test func `Compose resolves the files of an environment without any engine`() async throws {
      let stack = try await Stack(
        "t-config", services: [], compose: "  api: {image: \"busybox:${TAG}\"}\n")

      var environment = stack.environment
      // As loading finds it in the file: other names are withheld.
      environment.knownSecrets = KnownSecrets(quotableNames: ["TAG"])

      let answer = await stack.docker.composeAnswer(for: environment, root: stack.root)
      await stack.remove()

      guard case .model(let json, let warnings) = answer else {
        Issue.record("refused: \(answer)")
        return
      }
      #expect(json.contains(#""image": "busybox:""#))
      #expect(warnings == [#"The "TAG" variable is not set. Defaulting to a blank string."#])
    }
  }
}
