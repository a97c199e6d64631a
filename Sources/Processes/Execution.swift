import Glibc
import Subprocess
import SystemPackage

/// Reads one stream of a child to its end.
typealias Drain =
  @Sendable (_ stream: OutputLine.Stream, _ bytes: SubprocessOutputSequence) async throws -> Void

/// Runs the command and waits for it and for all that it started.
func execute(
  _ command: Command, in groups: ProcessGroups, drain: @escaping Drain
) async -> CommandResult.Ending {
  await execute(command, in: groups) { group in
    if let input = command.input {
      try await spawn(command, .array(input), group, drain)
    } else {
      try await spawn(command, .none, group, drain)
    }
  }
}

/// The same with a socket as standard input and output, which is closed here once the child has it.
func execute(
  _ command: Command, over socket: Int32, in groups: ProcessGroups, drain: @escaping Drain
) async -> CommandResult.Ending {
  let socket = OwnedSocket(socket)
  defer { socket.close() }
  return await execute(command, in: groups) { group in
    try await spawn(command, over: socket, group, drain)
  }
}

private func execute(
  _ command: Command, in groups: ProcessGroups,
  _ spawn: (ProcessGroup) async throws -> TerminationStatus
) async -> CommandResult.Ending {
  var isCancelled: Bool { Task.isCancelled || groups.areAbandoned }
  guard !isCancelled else { return .cancelled }
  let group = ProcessGroup(in: groups)
  defer { group.sweep() }
  do {
    let status = try await spawn(group)
    return isCancelled ? .cancelled : ending(status)
  } catch {
    return isCancelled ? .cancelled : .notStarted(reason(error, command))
  }
}

private func spawn(
  _ command: Command, _ input: some InputProtocol, _ group: ProcessGroup,
  _ drain: @escaping Drain
) async throws -> TerminationStatus {
  let argv = bound(command)
  return try await Subprocess.run(
    executable(argv[0]), arguments: Arguments(Array(argv.dropFirst())),
    environment: environment(of: command),
    workingDirectory: command.workingDirectory.map { FilePath($0) },
    platformOptions: ownSession(grace: command.grace),
    input: input, output: .sequence, error: .sequence
  ) { execution in
    group.isLed(by: execution.processIdentifier.value)
    // In a task of its own, which cancellation does not reach: a child that is asked to end and finds nobody reading
    // would die of SIGPIPE instead of tidying up.
    try await Task {
      // Both at once: a child that fills the pipe nobody reads would wait for ever.
      try await withThrowingTaskGroup(of: Void.self) { streams in
        streams.addTask { try await drain(.output, execution.standardOutput) }
        streams.addTask { try await drain(.errors, execution.standardError) }
        try await streams.waitForAll()
      }
    }.value
  }.terminationStatus
}

private func spawn(
  _ command: Command, over socket: OwnedSocket, _ group: ProcessGroup, _ drain: @escaping Drain
) async throws -> TerminationStatus {
  let argv = bound(command)
  return try await Subprocess.run(
    executable(argv[0]), arguments: Arguments(Array(argv.dropFirst())),
    environment: environment(of: command),
    workingDirectory: command.workingDirectory.map { FilePath($0) },
    platformOptions: ownSession(grace: command.grace),
    input: .fileDescriptor(socket.descriptor, closeAfterSpawningProcess: false),
    output: .fileDescriptor(socket.descriptor, closeAfterSpawningProcess: false),
    error: .sequence
  ) { execution in
    group.isLed(by: execution.processIdentifier.value)
    // Until here the child's end is ours, too, and would hide that the child has gone.
    socket.close()
    // As above: cancellation does not reach it.
    try await Task { try await drain(.errors, execution.standardError) }.value
  }.terminationStatus
}

/// Keeps the first bytes of a stream and hands over its lines.
func collect(
  _ bytes: SubprocessOutputSequence, _ stream: OutputLine.Stream, _ collector: OutputCollector,
  _ onLine: (@Sendable (OutputLine) -> Void)?
) async throws {
  // The library's own `.strings()` is more than 100 times slower.
  var splitter = LineSplitter()
  for try await buffer in bytes {
    buffer.withUnsafeBytes { bytes in
      collector.keep(bytes, of: stream)
      if let onLine { splitter.feed(bytes) { onLine(OutputLine(stream, $0)) } }
    }
  }
  if let onLine { splitter.finish { onLine(OutputLine(stream, $0)) } }
}

private func executable(_ name: String) -> Executable {
  name.contains("/") ? .path(FilePath(name)) : .name(name)
}

private func environment(of command: Command) -> Subprocess.Environment {
  .custom(
    Dictionary(
      uniqueKeysWithValues: command.environment.map {
        (Subprocess.Environment.Key(stringLiteral: $0.key), $0.value)
      }))
}

private func ownSession(grace: Duration) -> PlatformOptions {
  var options = PlatformOptions()
  options.createSession = true
  options.teardownSequence = [
    .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: grace)
  ]
  return options
}

private func ending(_ status: TerminationStatus) -> CommandResult.Ending {
  switch status {
  case .exited(let code): .exited(code: Int(code))
  case .signaled(let signal): .signaled(Int(signal))
  }
}

private func reason(_ error: any Error, _ command: Command) -> String {
  guard let error = error as? SubprocessError else { return "\(error)" }
  switch error.code {
  case .executableNotFound: return "\(command.executable) is not installed"
  case .failedToChangeWorkingDirectory:
    return "the folder \(command.workingDirectory ?? ".") cannot be entered"
  default:
    return
      "\(command.executable) cannot be started: \(error.underlyingError.map { "\($0)" } ?? "\(error)")"
  }
}

/// The words that start a command, bound to our own life where that is wanted.
///
/// swift-subprocess offers no hook between fork and exec on Linux, so util-linux's `setpriv` sets PR_SET_PDEATHSIG and
/// becomes the program. The signal follows the thread that started the child: swift-subprocess has one for all, which
/// lives as long as the process. Where there is no `setpriv`, a child that is left behind ends with its next output.
func bound(_ command: Command) -> [String] {
  let argv = [command.executable] + command.arguments
  // What cannot be started is told by name; setpriv would tell of it in its own words.
  guard command.endsWithUs, let setpriv, command.executable.contains("/"),
    access(command.executable, X_OK) == 0
  else { return argv }
  return [setpriv, "--pdeathsig", "KILL", "--"] + argv
}

private let setpriv: String? = ["/usr/bin/setpriv", "/bin/setpriv"].first { access($0, X_OK) == 0 }
