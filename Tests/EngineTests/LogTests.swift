import Environments
import Foundation
import Operations
import Processes
import Synchronization
import TestSupport
import Testing

extension `On a real engine` {
  @Suite(.serialized) struct LogTests {
    @Test func `replicas are read as one, in the order of their times`() async throws {
      let stack = try await Stack(
        "t-logs", services: [],
        compose: talker("a", "for i in 1 2 3; do echo a$$i; echo a-err$$i >&2; sleep 0.1; done")
          + talker("b", "for i in 1 2 3; do echo b$$i; sleep 0.1; done"))
      await stack.compose("up", "-d")
      try await stack.untilEnded()

      let lines = await stack.logs()
      let last = await stack.logs(tail: 1)
      await stack.remove()

      #expect(
        lines.map(\.text).sorted() == [
          "a-err1", "a-err2", "a-err3", "a1", "a2", "a3", "b1", "b2", "b3",
        ])
      #expect(lines.map(\.time) == lines.map(\.time).sorted())
      #expect(Set(lines.filter { $0.stream == .errors }.map(\.service)) == ["a"])
      #expect(last.map(\.text).sorted().suffix(1) == ["b3"])
    }

    @Test func `a replica that starts while following is taken up, one that goes is told`()
      async throws
    {
      let stack = try await Stack(
        "t-follow", services: [], compose: talker("a", "echo here; sleep 3600", more: "scale: 1"))
      await stack.compose("up", "-d")

      let heard = Heard()
      let following = Task { await stack.follow { heard.take($0) } }
      try await heard.wait(for: "a-1 here")
      await stack.compose("up", "-d", "--scale", "a=2")
      try await heard.wait(for: "a-2 here")
      await stack.compose("up", "-d", "--scale", "a=1")
      try await heard.wait(for: "a-2 t-follow-a-2 was removed")
      following.cancel()
      await following.value
      await stack.remove()

      #expect(heard.lines.filter { $0.hasSuffix(" here") } == ["a-1 here", "a-2 here"])
    }

    @Test func `a container that starts again is read on, and nothing is told twice`() async throws
    {
      let stack = try await Stack(
        "t-again", services: [],
        compose: talker("a", "echo run $$(busybox date +%s%N); sleep 3600"))
      await stack.compose("up", "-d")

      let heard = Heard()
      let following = Task { await stack.follow { heard.take($0) } }
      try await heard.wait(until: "one run") { $0.count { $0.contains(" run ") } == 1 }
      await stack.compose("restart", "--timeout", "0")
      try await heard.wait(until: "two runs") { $0.count { $0.contains(" run ") } == 2 }
      following.cancel()
      await following.value
      await stack.remove()

      #expect(Set(heard.lines.filter { $0.contains(" run ") }).count == 2)
    }

    @Test func `logs that the engine rotates are followed from one file into the next`()
      async throws
    {
      // Some 50 rotations of a file with some 100 lines, at a pace that docker's own reader keeps.
      let stack = try await Stack(
        "t-rotated", services: [],
        compose: talker(
          "a",
          "i=0; while [ $$i -lt 5000 ]; do i=$$((i + 1)); echo line $$i; "
            + "[ $$((i % 50)) -ne 0 ] || sleep 0.05; done; echo end; sleep 3600",
          more: "logging: {driver: json-file, options: {max-size: 10k, max-file: '3'}}"))
      await stack.compose("up", "-d")

      let heard = Heard()
      let following = Task { await stack.follow { heard.take($0) } }
      try await heard.wait(until: "the end") { $0.contains { $0.hasSuffix(" end") } }
      following.cancel()
      await following.value
      await stack.remove()

      let numbers = heard.lines.compactMap { line in
        line.contains(" line ") ? line.split(separator: " ").last.flatMap { Int($0) } : nil
      }
      #expect(numbers == numbers.sorted())
      #expect(Set(numbers).count == numbers.count)
      #expect(numbers.suffix(100) == Array(4901...5000)[...])
    }

    @Test func `a line longer than docker's pieces is cut in one place`() async throws {
      let stack = try await Stack(
        "t-long", services: [],
        compose: talker(
          "a", "busybox head -c 100000 /dev/zero | busybox tr '\\\\000' x; echo; echo after"))
      await stack.compose("up", "-d")
      try await stack.untilEnded()

      let lines = await stack.logs()
      await stack.remove()

      #expect(lines.count == 2)
      #expect(lines.first?.text.hasPrefix("xxx") == true)
      #expect(lines.first?.text.contains("…[cut, 1") == true)
      #expect(lines.last?.text == "after")
    }

    @Test func `a reader that goes away takes the children with it`() async throws {
      let stack = try await Stack(
        "t-head", services: [], compose: talker("a", "while :; do echo line; sleep 0.01; done"))
      await stack.compose("up", "-d")
      try stack.declare()

      let result = await SubprocessRunner().run(
        Command(
          "/bin/sh",
          ["-c", "'\(BuiltProducts.folder)/triptych' logs t-head -f -C '\(stack.root)' | head -1"],
          environment: ShippedExample.shared.environment, deadline: .seconds(60)))
      let left = readersOfLogs()
      await stack.remove()

      #expect(result.isSuccess, "\(result.errors)")
      #expect(result.output == "a-1 | line\n")
      #expect(result.errors == "")
      #expect(left == [])
    }

    @Test func `a flood leaves keys answering and memory bounded`() async throws {
      let stack = try await Stack(
        "t-flood", services: [],
        compose: talker(
          "a",
          "busybox yes 'level=error a line of a flood' | busybox head -c 1000000 > /tmp/block; "
            + "while :; do cat /tmp/block; done",
          // What it writes must not fill the machine's disk.
          more: "logging: {driver: json-file, options: {max-size: 10m, max-file: '2'}}"))
      await stack.compose("up", "-d")
      try stack.declare()
      let session = try TerminalSession(
        BuiltProducts.folder + "/triptych", ["-C", stack.root],
        environment: ShippedExample.shared.environment, columns: 120, rows: 40)

      try session.wait(for: "running 1/1", timeoutMilliseconds: 60_000)
      session.press("1L")
      try session.wait(for: "earlier lines", timeoutMilliseconds: 60_000)
      session.press("/flood")
      try session.wait(for: "/ flood", timeoutMilliseconds: 30_000)
      session.press("<enter>k")
      try session.wait(for: "paused", timeoutMilliseconds: 30_000)
      let memory = try residentKibibytes(session.processID)
      session.press("<esc><esc>")
      try session.wait(for: "settings ·", timeoutMilliseconds: 30_000)
      session.press("q")
      let status = try session.waitForExit(timeoutMilliseconds: 30_000)
      await stack.compose("kill")
      await stack.remove()

      #expect(memory < 400 * 1024)
      #expect(status == 0)
    }
  }
}

/// A service that runs a script of the shell.
private func talker(_ name: String, _ script: String, more: String = "") -> String {
  """
    \(name):
      image: \(PrivateEngine.image)
      command: ["sh", "-c", \(quoted(script))]
      stop_signal: SIGKILL
  \(more.isEmpty ? "" : "    " + more)

  """
}

private func quoted(_ script: String) -> String {
  "\"" + script.replacingOccurrences(of: "\"", with: "\\\"") + "\""
}

/// The lines that a reading handed over, for those who wait for one.
private final class Heard: Sendable {
  private let all = Mutex<[String]>([])

  var lines: [String] { all.withLock { $0 } }

  func take(_ batch: LogBatch) {
    all.withLock { $0 += batch.lines.map { "\($0.source) \($0.text)" } }
  }

  func wait(for line: String) async throws { try await wait(until: line) { $0.contains(line) } }

  func wait(until what: String, _ isThere: ([String]) -> Bool) async throws {
    for _ in 0..<600 {
      if isThere(lines) { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw PrivateEngine.Failure("it never came: \(what); there is \(lines)")
  }
}

/// The command lines of `docker logs` that run on the private engine.
private func readersOfLogs() -> [String] {
  let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  return processes.compactMap { process in
    guard let bytes = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") else {
      return nil
    }
    let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    return words.contains(PrivateEngine.shared.address) && words.contains("logs")
      ? words.joined(separator: " ") : nil
  }
}

private func residentKibibytes(_ pid: pid_t) throws -> Int {
  let text = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
  let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
  return Int(line.filter(\.isNumber)) ?? Int.max
}

extension Stack {
  fileprivate func request(isFollowing: Bool, tail: Int? = nil) -> LogRequest {
    LogRequest(
      environment: environment.name, endpoint: docker.endpoint(of: environment.target),
      isFollowing: isFollowing, tail: tail)
  }

  fileprivate func containers() async -> [ContainerStatus] {
    await docker.statuses(of: [environment])[0].containers
  }

  /// Waits until every container has ended.
  fileprivate func untilEnded() async throws {
    for _ in 0..<600 {
      let states = await containers().map(\.state)
      if !states.isEmpty, states.allSatisfy({ $0 == .exited(code: 0) }) { return }
      try await Task.sleep(for: .milliseconds(100))
    }
    throw PrivateEngine.Failure("the containers never ended")
  }

  fileprivate func logs(tail: Int? = nil) async -> [LogLine] {
    let (lists, continuation) = AsyncStream.makeStream(of: [ContainerStatus].self)
    continuation.yield(await containers())
    continuation.finish()
    let heard = Mutex<[LogLine]>([])
    await LogReading(docker: docker, request: request(isFollowing: false, tail: tail))
      .run(lists: lists) { batch in heard.withLock { $0 += batch.lines } }
    return heard.withLock { $0 }
  }

  fileprivate func follow(_ emit: @escaping @Sendable (LogBatch) -> Void) async {
    let (lists, continuation) = AsyncStream.makeStream(of: [ContainerStatus].self)
    await withTaskGroup { group in
      group.addTask {
        let project = environment.target.project
        for await list in docker.containerLists(
          of: project, on: docker.endpoint(of: environment.target))
        {
          if case .success(let containers) = list { continuation.yield(containers) }
        }
        continuation.finish()
      }
      group.addTask {
        await LogReading(docker: docker, request: request(isFollowing: true))
          .run(lists: lists) { emit($0) }
      }
      await group.waitForAll()
    }
  }
}
