import Foundation
import Processes
import Synchronization
import Testing

struct `Running a program` {
  @Test func `its output, its errors and its code come back`() async {
    let result = await run("echo out; echo err >&2; exit 7")

    #expect(result.ending == .exited(code: 7))
    #expect(result.output == "out\n")
    #expect(result.errors == "err\n")
    #expect(!result.isSuccess)
  }

  @Test func `it sees the environment it was given and nothing else`() async {
    let result = await SubprocessRunner().run(
      Command("/usr/bin/env", environment: ["ONLY": "this"]))

    #expect(result.output == "ONLY=this\n")
  }

  @Test func `a name is found on the path of its own environment`() async {
    let found = await SubprocessRunner().run(
      Command("echo", ["hi"], environment: ["PATH": "/usr/bin:/bin"]))
    let missing = await SubprocessRunner().run(
      Command("nosuchprogram", environment: ["PATH": "/usr/bin:/bin"]))

    #expect(found.output == "hi\n")
    #expect(missing.ending == .notStarted("nosuchprogram is not installed"))
  }

  @Test func `a folder that is not there is a reason, not a crash`() async {
    let result = await SubprocessRunner().run(
      Command("/bin/true", workingDirectory: "/no/such/folder"))

    #expect(result.ending == .notStarted("the folder /no/such/folder cannot be entered"))
  }

  @Test func `it works in the folder it was given`() async {
    let result = await SubprocessRunner().run(Command("/bin/pwd", workingDirectory: "/usr"))

    #expect(result.output == "/usr\n")
  }

  @Test func `a program that ends without reading its input ends nothing else`() async {
    let input = [UInt8](repeating: 0x61, count: 1 << 20)
    let result = await SubprocessRunner().run(Command("/bin/true", input: input))
    #expect(result.ending == .exited(code: 0))
  }

  @Test func `it reads what it was given, or nothing`() async {
    let given = await SubprocessRunner().run(Command("/bin/cat", input: Array("s3cret".utf8)))
    let nothing = await SubprocessRunner().run(Command("/bin/cat"))

    #expect(given.output == "s3cret")
    #expect(nothing.output == "")
    #expect(nothing.isSuccess)
  }

  @Test func `a signal is an ending of its own`() async {
    let result = await run("kill -9 $$")

    #expect(result.ending == .signaled(9))
  }

  @Test func `output over the limit is dropped and the result says so`() async {
    let result = await SubprocessRunner().run(
      Command(
        "/bin/sh", ["-c", "printf 0123456789; printf abcdefghij >&2"],
        environment: path, outputBytesMax: 4))

    #expect(result.output == "0123")
    #expect(result.errors == "abcd")
    #expect(result.isOutputCut)
    #expect(result.isSuccess)
  }

  @Test func `lines come as they are written, each from its stream`() async {
    let lines = Mutex<[OutputLine]>([])

    _ = await SubprocessRunner().run(
      Command("/bin/sh", ["-c", "echo one; echo two >&2; printf three"], environment: path)
    ) { line in lines.withLock { $0.append(line) } }

    let seen = lines.withLock { $0 }
    #expect(seen.filter { $0.stream == .output }.map(\.text) == ["one", "three"])
    #expect(seen.filter { $0.stream == .errors }.map(\.text) == ["two"])
  }

  @Test func `a million lines are a second's work, not a minute's`() async {
    let count = Mutex(0)

    let result = await SubprocessRunner().run(
      Command(
        "/usr/bin/seq", ["1000000"], deadline: .seconds(30), outputBytesMax: 1 << 20)
    ) { _ in count.withLock { $0 += 1 } }

    #expect(result.isSuccess)
    #expect(count.withLock { $0 } == 1_000_000)
    #expect(result.isOutputCut)
  }

  @Test func `thirty at once do not disturb each other`() async {
    let outputs = await withTaskGroup(of: String.self) { group in
      for number in 0..<30 {
        group.addTask { await run("echo \(number)").output }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }

    #expect(outputs.sorted() == (0..<30).map { "\($0)\n" }.sorted())
  }
}

let path = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]

func run(
  _ script: String, deadline: Duration? = .seconds(20), grace: Duration = .milliseconds(200)
) async -> CommandResult {
  await SubprocessRunner().run(
    Command("/bin/sh", ["-c", script], environment: path, deadline: deadline, grace: grace))
}
