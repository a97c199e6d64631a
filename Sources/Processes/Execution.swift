import Glibc
import Subprocess
import SystemPackage

/// Reads one stream of a child to its end.
typealias Drain =
  @Sendable (_ stream: OutputLine.Stream, _ bytes: SubprocessOutputSequence) async throws -> Void

/// Runs the command, waits for its end, and kills what is left of its process group.
func execute(
  _ command: Command, in groups: ProcessGroups, drain: @escaping Drain
) async -> CommandResult.Ending {
  // A file in place of a pipe: a program may end before it has read its input, and swift-subprocess ends this process
  // when a pipe breaks then.
  let input = command.input.map { MemoryFile($0) }
  if let input, input.number < 0 {
    return .notStarted("its input cannot be kept in memory: \(String(cString: strerror(errno)))")
  }
  defer { input?.close() }
  return await execute(command, in: groups) { group in
    guard let number = input?.number ?? command.heldDescriptor else {
      return try await spawn(command, .none, group, drain)
    }
    let file = FileDescriptorInput.fileDescriptor(
      FileDescriptor(rawValue: number), closeAfterSpawningProcess: false)
    return try await spawn(command, file, group, drain)
  }
}

/// Runs the command with a socket as its standard input and output. The socket is closed here once the child has it.
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
  try await Subprocess.run(
    configuration(of: command), input: input, output: .sequence, error: .sequence
  ) { execution in
    group.isLed(by: execution.processIdentifier.value)
    if command.outlivesUs { enlargePipes(of: execution.processIdentifier.value) }
    // The streams are read in an unstructured task, which cancellation does not reach: a child that is asked to end
    // while its pipes are no longer read would die of SIGPIPE instead of cleaning up.
    try await Task {
      // Both streams are read at the same time: a child that fills a pipe that is not read would block for ever.
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
  try await Subprocess.run(
    configuration(of: command),
    input: .fileDescriptor(socket.descriptor, closeAfterSpawningProcess: false),
    output: .fileDescriptor(socket.descriptor, closeAfterSpawningProcess: false),
    error: .sequence
  ) { execution in
    group.isLed(by: execution.processIdentifier.value)
    // While this process also holds the child's end of the socket, the other end cannot see that the child has ended.
    socket.close()
    // As above: cancellation does not reach this task.
    try await Task { try await drain(.errors, execution.standardError) }.value
  }.terminationStatus
}

private func configuration(of command: Command) -> Configuration {
  let argv = argv(of: command)
  let variables = command.environment.map {
    (Subprocess.Environment.Key(stringLiteral: $0.key), $0.value)
  }
  var options = PlatformOptions()
  options.createSession = true
  options.teardownSequence = [
    .gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: command.grace)
  ]
  return Configuration(
    executable: argv[0].contains("/") ? .path(FilePath(argv[0])) : .name(argv[0]),
    arguments: Arguments(Array(argv.dropFirst())),
    environment: .custom(Dictionary(uniqueKeysWithValues: variables)),
    workingDirectory: command.workingDirectory.map { FilePath($0) }, platformOptions: options)
}

/// Keeps the first bytes of a stream and passes on its lines.
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

/// Gives the pipes of a child's output the room that any user may give one, for what it writes when nobody reads.
private func enlargePipes(of child: pid_t) {
  for stream in [STDOUT_FILENO, STDERR_FILENO] {
    let pipe = open("/proc/\(child)/fd/\(stream)", O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
    guard pipe >= 0 else { continue }
    _ = fcntl(pipe, setPipeSize, Int32(1 << 20))
    close(pipe)
  }
}

/// `F_SETPIPE_SZ`, which is not imported.
private let setPipeSize: Int32 = 1031

/// Opens the reading ends of the pipes that the shell writes to, becomes the program and hands them on to it: a pipe
/// that somebody could read does not break.
private let keepingPipes =
  #"[ -r /proc/self/fd/1 ] && exec 8</proc/self/fd/1 9</proc/self/fd/2; exec "$0" "$@""#

/// The argv that starts the command: before it, `setpriv` for a command with `endsWithUs`, so that the kernel kills the
/// child when this process ends, and `prlimit` for one with a limit on its memory. Both execute the program in place.
///
/// swift-subprocess offers no hook between fork and exec on Linux, so util-linux's programs set PR_SET_PDEATHSIG and the
/// limit. The kernel sends the signal when the thread that started the child ends; swift-subprocess starts all children on
/// one thread that lives as long as the process. On a system without `setpriv`, a child that is left behind ends when it
/// next writes output; without `prlimit`, its deadline is its only limit.
func argv(of command: Command) -> [String] {
  let argv = [command.executable] + command.arguments
  // A program that cannot be started is reported by its own name; `setpriv` would report it in its own words.
  guard command.executable.contains("/"), access(command.executable, X_OK) == 0 else { return argv }
  var before: [String] = []
  if command.outlivesUs { before += ["/bin/sh", "-c", keepingPipes] }
  if command.endsWithUs, let setpriv { before += [setpriv, "--pdeathsig", "KILL", "--"] }
  if let bytes = command.memoryBytesMax, let prlimit {
    // What a process writes to counts. Its address space does not: Go reserves much more than it uses.
    before += [prlimit, "--data=\(bytes)", "--"]
  }
  return before + argv
}

private let setpriv = systemProgram("setpriv")
private let prlimit = systemProgram("prlimit")

private func systemProgram(_ name: String) -> String? {
  ["/usr/bin/\(name)", "/bin/\(name)"].first { access($0, X_OK) == 0 }
}
