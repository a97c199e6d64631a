import Engine
import FoundationEssentials
import Processes

// Asks the engine at the address given for an answer and for a log, in a process of its own, where nobody else takes
// memory, and says how much each took.

func peakMegabytes() -> Int {
  let bytes = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
  let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first {
    $0.hasPrefix("VmHWM:")
  }
  return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0)
    / 1024
}

let engine = Engines(client: nil, environment: [:], runner: SubprocessRunner())[
  .host(CommandLine.arguments[1])]
let start = peakMegabytes()
_ = await engine.readLog(of: "a1", isFollowing: true, since: nil, tail: nil) { _, _ in }
let afterLog = peakMegabytes()
_ = await engine.version()
let afterAnswer = peakMegabytes()
print("a log took \(afterLog - start) MiB, an answer \(afterAnswer - afterLog) MiB")
