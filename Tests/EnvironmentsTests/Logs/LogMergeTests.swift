import Environments
import Testing

struct `Merging streams` {
  @Test func `puts lines into the order of their times`() {
    var merge = LogMerge(holdMilliseconds: nil)
    merge.open(1)
    merge.open(2)

    merge.receive(lines("a", 1, 3, 5), from: 1, at: 0)
    let early = merge.take(at: 1_000_000)
    merge.receive(lines("b", 2, 4, 6), from: 2, at: 0)
    let middle = merge.take(at: 1_000_000)
    merge.close(1)
    merge.close(2)
    let late = merge.take(at: 1_000_000)

    #expect(words(early) == "")
    #expect(words(middle) == "a1 b2 a3 b4 a5")
    #expect(words(late) == "b6")
    #expect(merge.waitingCount == 0)
  }

  @Test func `waits for a silent stream only for a limited time`() {
    var merge = LogMerge(holdMilliseconds: 100)
    merge.open(1)
    merge.open(2)

    merge.receive(lines("a", 1, 2), from: 1, at: 0)

    #expect(words(merge.take(at: 99)) == "")
    #expect(words(merge.take(at: 100)) == "a1 a2")
  }

  @Test func `waits longer for streams that are starting`() {
    var merge = LogMerge(holdMilliseconds: 100, startedAt: 0, patienceMilliseconds: 1000)
    merge.open(1)
    merge.open(2)

    merge.receive(lines("a", 2), from: 1, at: 0)
    let first = merge.take(at: 500)
    merge.receive(lines("b", 1), from: 2, at: 600)

    #expect(words(first) == "")
    #expect(words(merge.take(at: 600)) == "b1 a2")
  }

  @Test func `holds no more lines than its limit`() {
    var merge = LogMerge(holdMilliseconds: nil, waitingMax: 2)
    merge.open(1)
    merge.open(2)

    merge.receive(lines("a", 1, 2, 3, 4), from: 1, at: 0)

    #expect(words(merge.take(at: 0)) == "a1 a2")
    #expect(merge.waitingCount == 2)
  }

  private func lines(_ service: String, _ times: Int64...) -> [LogLine] {
    times.map { LogLine(time: LogTime(nanoseconds: $0), service: service, text: "") }
  }

  private func words(_ lines: [LogLine]) -> String {
    lines.map { "\($0.service)\($0.time.nanoseconds)" }.joined(separator: " ")
  }
}
