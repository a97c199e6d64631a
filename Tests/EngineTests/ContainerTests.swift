import Testing

/// What an operator does with a container from the console: look into it, and work in it.
extension `On a real engine` {
  struct ContainerTests {
    private let engine = PrivateEngine.sick

    @Test func `its facts are shown, a shell in it takes the terminal and gives it back`()
      async throws
    {
      try await engine.runContainer(of: "f-sick")
      let console = try await FaultConsole(sick: engine.address)
      try console.wait(for: "sick · running 1/1")

      console.session.press("1i")
      try console.wait(
        for: "f-sick-api-1", "image      \(PrivateEngine.image)", "state      running")
      console.session.press("S")
      try console.wait(for: "/ #")
      #expect(!console.session.isAlternateScreen)
      console.session.send("echo $((6 * 7)) on $HOSTNAME\r")
      try console.wait(for: "42 on ")
      console.session.send("exit 3\r")

      try console.wait(for: "The shell in api of sick has ended.", "state      running")
      #expect(console.session.isAlternateScreen)
      console.session.press("o")
      try await console.isAlive()
      try console.quit()
    }

    @Test func `one without a shell, and one that does not run, are told as that`() async throws {
      let name = "f-sick-api-1"
      _ = try await engine.docker()
      _ = try? await engine.run(docker: "rm", "--force", name)
      try await engine.runContainer(of: "f-sick")
      try await engine.run(docker: "exec", name, "rm", "/bin/sh")
      let console = try await FaultConsole(sick: engine.address)
      try console.wait(for: "sick · running 1/1")

      console.session.press("1S")
      try console.wait(for: "The image of api has neither bash nor sh.")
      try await engine.run(docker: "kill", name)
      try console.wait(for: "sick · stopped")
      console.session.press("<esc>S")
      try console.wait(for: "api of sick is not running.")
      try console.quit()
      // The others' container has a shell.
      try await engine.run(docker: "rm", name)
    }
  }
}
