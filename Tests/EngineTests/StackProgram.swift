import Environments
import Glibc
import Operations
import Processes
import TestSupport

/// Runs the program on a stack.
///
/// - Parameter host: where it is to look for an engine, if not at the shared one.
func program(_ stack: Stack, at host: String? = nil, _ words: String...) async -> CommandResult {
  await program(stack, at: host, words)
}

func program(_ stack: Stack, at host: String? = nil, _ words: [String]) async -> CommandResult {
  await SubprocessRunner().run(command(stack, words, at: host))
}

/// Kills the program with SIGKILL when it says something.
func launchAndKill(_ stack: Stack, at words: String) async throws -> CommandResult {
  let launch = command(stack, ["up", stack.environment.name])
  let script = ([launch.executable] + launch.arguments).map(shellQuoted).joined(separator: " ")
  let pid = LastLine()
  return await SubprocessRunner().run(
    Command(
      "/bin/sh", ["-c", "echo $$; exec \(script)"], environment: launch.environment,
      deadline: .seconds(90))
  ) { line in
    if line.stream == .output { pid.keep(line.text) }
    if line.text.contains(words), let leader = pid_t(pid.text) { kill(leader, SIGKILL) }
  }
}

private func command(_ stack: Stack, _ words: [String], at host: String? = nil) -> Command {
  var caller = PrivateEngine.shared.caller
  if let host { caller["DOCKER_HOST"] = host }
  return Command(
    BuiltProducts.folder + "/triptych", ["-C", stack.root] + words, environment: caller,
    deadline: .seconds(90))
}
