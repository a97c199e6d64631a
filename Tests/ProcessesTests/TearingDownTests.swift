import Foundation
import Glibc
import Processes
import TestSupport
import Testing

struct `Tearing a program down` {
  @Test func `a deadline ends it, and differs from its own end`() async {
    let result = await run("echo before; sleep 600", deadline: .milliseconds(300))

    #expect(result.ending == .deadlinePassed)
    #expect(result.output == "before\n")
    #expect(result.took < .seconds(100))
  }

  @Test func `a program that ignores SIGTERM is killed after the grace period`() async throws {
    let result = await run("trap '' TERM; echo $$; sleep 600", deadline: .milliseconds(300))

    #expect(result.ending == .deadlinePassed)
    #expect(await isGone(try pid(in: result)))
  }

  @Test func `a program that obeys SIGTERM has time to clean up`() async {
    let result = await run(
      "trap 'echo tidied; exit 0' TERM; echo up; while :; do sleep 0.05; done",
      deadline: .milliseconds(300), grace: .seconds(200))

    #expect(result.ending == .deadlinePassed)
    #expect(result.output == "up\ntidied\n")
    #expect(result.took < .seconds(100))
  }

  @Test func `cancelling ends it`() async throws {
    let (lines, feed) = AsyncStream.makeStream(of: String.self)
    let running = Task {
      await SubprocessRunner().run(
        Command(
          "/bin/sh", ["-c", "echo $$; sleep 600"], environment: path, deadline: nil,
          grace: .milliseconds(200))
      ) { feed.yield($0.text) }
    }
    let first = await lines.first { _ in true }

    running.cancel()
    let result = await running.value

    #expect(result.ending == .cancelled)
    #expect(await isGone(try #require(first.flatMap { pid_t($0) })))
  }

  @Test func `a command that was cancelled before it began is not started`() async {
    let running = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await run("echo never")
    }

    let result = await running.value

    #expect(result.ending == .cancelled)
    #expect(result.output == "")
  }

  @Test func `a grandchild that ignores SIGTERM does not outlive a leader that was ended`()
    async throws
  {
    let result = await run(
      "sh -c \"trap '' TERM; sleep 600\" & echo $!; wait", deadline: .milliseconds(300))

    #expect(result.ending == .deadlinePassed)
    #expect(await isGone(try pid(in: result)))
  }

  @Test func `a grandchild does not outlive a leader that ended by itself`() async throws {
    let result = await run("trap '' TERM; sleep 600 & echo $!")

    #expect(result.isSuccess)
    #expect(result.took < .seconds(100))
    #expect(await isGone(try pid(in: result)))
  }

  @Test func `a program that only reads is bound to this process before it is executed`() async {
    var command = Command(
      "/bin/sh", ["-c", "tr '\\0' ' ' < /proc/$$/cmdline"], environment: path)
    command.endsWithUs = true

    let result = await SubprocessRunner().run(command)

    #expect(result.output.hasPrefix("/bin/sh -c "))
    #expect(result.isSuccess)
  }

  @Test func `a bound program that does not exist is reported as usual`() async {
    var command = Command("/nowhere/docker", environment: path)
    command.endsWithUs = true

    let result = await SubprocessRunner().run(command)

    #expect(result.ending == .notStarted("/nowhere/docker is not installed"))
  }

  @Test func `a question that wants more memory than it may have ends by itself`() async {
    var command = Command(
      "/usr/bin/awk", ["BEGIN { x = \"0123456789abcdef\"; while (1) x = x x }"], environment: path,
      deadline: .seconds(60))
    command.memoryBytesMax = 64 << 20

    let result = await SubprocessRunner().run(command)

    #expect(!result.isSuccess)
    #expect(result.ending != .deadlinePassed)
  }

  @Test func `a question has a limit on its memory and ends with this process`() async {
    let command = Command(
      "/bin/sh", ["-c", "ulimit -d; tr '\\0' ' ' < /proc/$$/cmdline"], environment: path
    ).asking

    let result = await SubprocessRunner().run(command)

    #expect(result.output.hasPrefix("\(Command.askingMemoryBytesMax >> 10)\n/bin/sh -c "))
    #expect(command.endsWithUs)
  }

  @Test func `two hundred runs leave no descriptor and no child`() async {
    let result = await SubprocessRunner().run(
      Command(BuiltProducts.folder + "/process-probe", environment: [:], deadline: .seconds(60)))

    #expect(result.output == "descriptors left: 0, children left: false\n")
  }

  private func pid(in result: CommandResult) throws -> pid_t {
    try #require(
      pid_t(result.output.trimmingCharacters(in: .whitespacesAndNewlines)))
  }
}

struct `Holding a descriptor` {
  @Test func `a lock lasts as long as the program that inherits it`() async throws {
    let path = FileManager.default.temporaryDirectory.path + "/lock-\(UUID().uuidString)"
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    defer { unlink(path) }
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    var command = Command(
      "/bin/sh", ["-c", "echo up; while :; do sleep 0.05; done"],
      environment: ["PATH": "/usr/bin:/bin"], deadline: nil)
    command.heldDescriptor = descriptor
    let held = command
    let (lines, feed) = AsyncStream.makeStream(of: String.self)
    let running = Task { await SubprocessRunner().run(held) { feed.yield($0.text) } }
    _ = await lines.first { _ in true }

    close(descriptor)
    let isFreeMeanwhile = isFree(path)
    running.cancel()
    _ = await running.value

    #expect(!isFreeMeanwhile)
    #expect(await becomesFree(path))
  }

  /// What the program has started ends a moment later.
  private func becomesFree(_ path: String) async -> Bool {
    for _ in 0..<400 {
      if isFree(path) { return true }
      try? await Task.sleep(for: .milliseconds(5))
    }
    return false
  }

  private func isFree(_ path: String) -> Bool {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0
  }
}

struct `Abandoning a program` {
  @Test func `kills it and what it started, even when they ignore SIGTERM`() async throws {
    let runner = SubprocessRunner()
    let (lines, feed) = AsyncStream.makeStream(of: String.self)
    let running = Task {
      await runner.run(
        Command(
          "/bin/sh", ["-c", "trap '' TERM; echo $$; sleep 600; echo never"],
          environment: ["PATH": "/usr/bin:/bin"], deadline: nil, grace: .seconds(600))
      ) { feed.yield($0.text) }
    }
    let first = await lines.first { _ in true }

    running.cancel()
    runner.abandon()
    let result = await running.value

    #expect(result.ending == .cancelled)
    #expect(await isGone(try #require(first.flatMap { pid_t($0) })))
  }

  @Test func `nothing is started afterwards`() async {
    let runner = SubprocessRunner()

    runner.abandon()
    let result = await runner.run(
      Command("/bin/echo", ["never"], environment: ["PATH": "/usr/bin:/bin"]))

    #expect(result.ending == .cancelled)
    #expect(result.output == "")
  }
}

/// Whether a process ends within a moment after SIGKILL. A zombie that another process has to reap counts as ended.
func isGone(_ pid: pid_t) async -> Bool {
  for _ in 0..<400 {
    guard let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      !status.contains(") Z ")
    else { return true }
    try? await Task.sleep(for: .milliseconds(5))
  }
  return false
}
