import FoundationEssentials
import Operations
import Processes
import TestSupport
import Testing

struct `The log` {
  @Test func `has a line for each command, as one would type it, with what became of it`()
    async throws
  {
    let checkout = try Checkout()
    let runner = LoggedRunner(
      FakeCommandRunner([
        .init(command: "docker ps"),
        .init(command: "docker up", ending: .exited(code: 1), errors: "first\nno such image\n"),
        .init(command: "docker wait", ending: .deadlinePassed),
      ]), log: LogFile.logger(for: try checkout.workspace()))

    for verb in ["ps", "up", "wait"] { _ = await runner.run(Command("docker", [verb])) }

    let log = try String(contentsOfFile: checkout.root + "/.triptych/triptych.log", encoding: .utf8)
    let lines = log.split(separator: "\n").map { $0.drop { $0 != " " }.split(separator: " in ")[0] }
    #expect(
      lines == [
        " info docker ps -> exit 0", " warning docker up -> exit 1",
        " warning docker wait -> deadline passed",
      ])
    #expect(log.contains("ms: no such image\n"))
  }

  @Test func `does not have what Compose quotes of the files, and is right about other programs`()
    async throws
  {
    let checkout = try Checkout()
    let runner = LoggedRunner(
      FakeCommandRunner([
        .init(
          command: "docker compose config", ending: .exited(code: 1),
          errors: "failed to read .env: line 2: unterminated quoted value \"s3cret\n"),
        .init(
          command: "docker pull x", ending: .exited(code: 1), errors: "run 'docker login' first\n"),
      ]), log: LogFile.logger(for: try checkout.workspace()))

    for words in [["compose", "config"], ["pull", "x"]] {
      _ = await runner.run(Command("docker", words))
    }

    let log = try String(contentsOfFile: checkout.root + "/.triptych/triptych.log", encoding: .utf8)
    #expect(log.contains("ms: failed to read .env: line 2: unterminated quoted value \"•••\n"))
    #expect(log.contains("ms: run 'docker login' first\n"))
  }

  @Test func `begins a new file when it has grown too large`() async throws {
    let checkout = try Checkout()
    let log = LogFile.logger(for: try checkout.workspace())
    let long = String(repeating: "x", count: LogFile.bytesMax)

    log.info("\(long)")
    log.info("after")

    let file = checkout.root + "/.triptych/triptych.log"
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasSuffix("info after\n"))
    #expect(FileManager.default.fileExists(atPath: file + ".1"))
  }
}
