import Environments
import Glibc
import Operations
import Processes
import TestSupport

/// Runs the program on a stack.
func program(_ stack: Stack, _ words: String...) async -> CommandResult {
  await SubprocessRunner().run(command(stack, words))
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

private func command(_ stack: Stack, _ words: [String]) -> Command {
  Command(
    BuiltProducts.folder + "/triptych", ["-C", stack.root] + words,
    environment: PrivateEngine.shared.caller, deadline: .seconds(90))
}
