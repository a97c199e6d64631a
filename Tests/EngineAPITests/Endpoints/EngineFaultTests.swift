import Environments
import Processes
import Testing

@testable import Engine

struct `Telling what is wrong with an engine` {
  @Test(arguments: [
    (
      "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?",
      EngineState.unreachable(
        "Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?")
    ),
    ("a warning\nunexpected EOF\n", .unreachable("unexpected EOF")),
    (
      #"Failed to initialize: unable to resolve docker endpoint: context "x": context not found: y"#,
      .unreachable(
        "There is no docker context x on this machine. Fix: docker context ls lists the contexts; "
          + "docker context create makes one")
    ),
    (
      "permission denied while trying to connect to the Docker daemon socket at unix:///x: connect: permission denied",
      .forbidden(
        "This user may not talk to docker at unix:///var/run/docker.sock. Add it to the group docker "
          + "(sudo usermod -aG docker $USER) and log in again.")
    ),
  ])
  func `by its own words`(words: String, state: EngineState) {
    #expect(engineFault(words: words, on: .local) == state)
  }

  @Test(arguments: [
    "no configuration file provided: not found",
    "Error response from daemon: driver failed: connection refused",
    #"Error response from daemon: OCI runtime create failed: exec: "/x": permission denied: unknown"#,
    "",
  ])
  func `an engine that answers is not at fault`(words: String) {
    #expect(engineFault(words: words, on: .local) == nil)
  }

  @Test(arguments: [
    (
      "Error response from daemon: <html><body><h1>403 Forbidden</h1></body></html>",
      EngineState.forbidden(
        "unix:///var/run/docker.sock refuses the request. A proxy or an authorization plugin in "
          + "front of the engine does not allow it.")
    ),
    (
      """
      Get "http://x/info": transport connection broken: malformed HTTP response "SSH-2.0".
      * Are you trying to connect to a TLS-enabled daemon without TLS?
      """,
      .unreachable(
        "No Docker engine answers at unix:///var/run/docker.sock: malformed HTTP response "
          + "\"SSH-2.0\".")
    ),
    ("strange words", .unreachable("strange words")),
  ])
  func `a refused request says why`(words: String, state: EngineState) {
    let result = CommandResult(
      command: Command("docker"), ending: .exited(code: 1), errors: words)

    #expect(EngineUnavailable(result, on: .local).state == state)
  }

  @Test func `by how the call ended`() {
    let command = Command("docker", deadline: .seconds(5))

    #expect(fault(command, .exited(code: 0)) == nil)
    #expect(fault(command, .deadlinePassed) == .silent(milliseconds: 5_000))
    #expect(fault(command, .cancelled) == .notAskedYet)
    #expect(
      fault(command, .signaled(9))
        == .unreachable(
          "The docker program for unix:///var/run/docker.sock was ended by signal 9."))
    #expect(
      fault(command, .notStarted("docker is not installed"))
        == .notInstalled(
          "docker is not installed. On Debian and Ubuntu: sudo apt-get install docker.io"))
  }

  private func fault(_ command: Command, _ ending: CommandResult.Ending) -> EngineState? {
    engineFault(CommandResult(command: command, ending: ending), on: .local)
  }
}
