import Environments
import Testing

@testable import Operations

struct `Reasons to refresh` {
  @Test func `a burst of events causes one refresh of the containers they name`() {
    var pending = PendingRefresh()

    for id in ["a", "b", "a", "a"] { pending.add(container: id) }

    #expect(pending.containers == ["a", "b"])
    #expect(!pending.isWhole)
  }

  @Test func `too many containers are a reason to refresh all`() {
    var pending = PendingRefresh()

    for id in 0...PendingRefresh.containersMax { pending.add(container: "\(id)") }

    #expect(pending.isWhole)
    #expect(pending.containers.count == PendingRefresh.containersMax)
  }

  @Test func `the last word on the engine's heartbeat counts`() {
    var pending = PendingRefresh()

    pending.add(fault: .silent(milliseconds: 5000))
    pending.add(PendingRefresh.Heartbeat(at: 1, tookMilliseconds: 2))
    #expect(pending.fault == nil)
    pending.add(fault: .silent(milliseconds: 5000))
    #expect(pending.heartbeat == nil)
    pending.addAll()
    #expect(pending.fault == nil)
  }

  @Test func `a few refreshes follow each other at once, many are limited to the period`() {
    let start = ContinuousClock.now
    var budget = RefreshLimiter(period: .milliseconds(50), now: start)

    let waits = (0..<6).map { _ in budget.take(at: start) }
    let later = budget.take(at: start + .seconds(5))

    #expect(
      waits == [
        .zero, .zero, .zero, .milliseconds(50), .milliseconds(100), .milliseconds(150),
      ])
    #expect(later == .zero)
  }

  @Test func `of a burst a few are told at once, and those that are not owe nothing`() {
    let start = ContinuousClock.now
    var budget = RefreshLimiter(period: .milliseconds(50), now: start)

    let told = (0..<1000).map { _ in budget.takeNow(at: start) }
    let later = budget.takeNow(at: start + .milliseconds(50))

    #expect(told.count { $0 } == 3)
    #expect(later)
  }

  @Test func `each attempt waits longer, until one was worth it`() {
    var backoff = Backoff(pauseMin: .seconds(1), pauseMax: .seconds(15))

    let pauses = (0..<6).map { _ in backoff.next() }
    backoff.heard(events: 0, during: .seconds(59))
    let still = backoff.next()
    backoff.heard(events: 1, during: .seconds(1))
    let afterEvent = backoff.next()
    backoff.heard(events: 0, during: .seconds(60))
    let afterMinute = backoff.next()

    #expect(pauses.map(\.components.seconds) == [1, 2, 4, 8, 15, 15])
    #expect(still == .seconds(15))
    #expect(afterEvent == .seconds(1))
    #expect(afterMinute == .seconds(1))
  }
}
