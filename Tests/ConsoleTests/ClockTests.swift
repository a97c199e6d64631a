import Canvas
import Environments
import Testing

@testable import Console

struct `A clock that leaps` {
  /// Ten minutes after the sample's engines were last heard of, one of them silent.
  private var troubled: Model {
    var model = Model.sample()
    model.receive(.ticked(now: Sample.now, utcOffsetMinutes: 0, uptime: 1000))
    model.receive(.statusArrived(Sample.troubledStatuses))
    return model
  }

  @Test(arguments: [-86_400, 86_400 * 40])
  func `leaves the ages as they are, and asks the engines anew`(leap: Int) {
    var model = troubled

    let effects = model.receive(
      .ticked(now: Sample.now + 42 + leap, utcOffsetMinutes: 0, uptime: 1042))

    #expect(effects == [.world(.refresh)])
    #expect(view(model).text.contains("1 dev · stale 42 s"))
    #expect(view(model).text.contains("3 prod ⊘ · stale 1 h"))
  }

  @Test func `keeps no toast for ever`() {
    var model = troubled
    model.receive(.said(.info, "Reloaded."))
    model.receive(.ticked(now: Sample.now + 1, utcOffsetMinutes: 0, uptime: 1001))

    model.receive(.ticked(now: Sample.now - 86_398, utcOffsetMinutes: 0, uptime: 1002))
    #expect(model.footer == " Reloaded.")
    model.receive(.ticked(now: Sample.now - 86_396, utcOffsetMinutes: 0, uptime: 1004))

    #expect(model.footer.hasPrefix(" c check health"))
  }

  @Test func `makes no healthy column stale`() {
    var model = Model.sample()
    model.receive(.ticked(now: Sample.now, utcOffsetMinutes: 0, uptime: 1000))

    model.receive(.ticked(now: Sample.now + 86_400, utcOffsetMinutes: 0, uptime: 1001))

    #expect(!view(model).text.contains("stale"))
  }

  @Test func `a machine that slept shows how old its knowledge is until the engines have answered`()
  {
    var model = Model.sample()
    model.receive(.ticked(now: Sample.now, utcOffsetMinutes: 0, uptime: 1000))

    let effects = model.receive(
      .ticked(now: Sample.now + 28_800, utcOffsetMinutes: 0, uptime: 29_800))
    #expect(effects == [.world(.refresh)])
    #expect(view(model).text.contains("1 dev · stale 8 h"))
    var fresh = Sample.statuses
    for index in fresh.indices { fresh[index].observedAt = Sample.now + 28_800 }
    model.receive(.statusArrived(fresh))

    #expect(!view(model).text.contains("stale"))
  }

  @Test func `the clock's own rounding is no leap`() {
    var model = troubled

    let effects = model.receive(
      .ticked(now: Sample.now + 61, utcOffsetMinutes: 0, uptime: 1060))

    #expect(effects == [])
  }

  @Test func `set back, it ticks on by the second and the minute`() {
    let minutes = ClockSchedule(everySeconds: 60, after: 1_000_000_000)

    #expect(minutes.millisecondsLeft(at: 1_000_000_000) == 20_005)
    #expect(!minutes.isDue(at: 1_000_020_000))
    #expect(minutes.isDue(at: 1_000_020_005))
    #expect(minutes.isDue(at: 900_000_000))
    #expect(minutes.millisecondsLeft(at: 900_000_000) == 0)
  }
}

struct `Engines in doubt` {
  @Test func `what is older than two turns is stale, although nobody said so`() {
    var model = Model.sample()
    model.receive(.ticked(now: Sample.now, utcOffsetMinutes: 0, uptime: 1000))

    model.receive(.ticked(now: Sample.now + 30, utcOffsetMinutes: 0, uptime: 1030))
    #expect(!view(model).text.contains("stale"))
    model.receive(.ticked(now: Sample.now + 31, utcOffsetMinutes: 0, uptime: 1031))

    #expect(view(model).text.contains("1 dev · stale 31 s"))
    #expect(view(model).text.contains("▲ no news"))
  }

  @Test func `a remote engine's turns are longer`() {
    var model = Model.sample()
    model.receive(.ticked(now: Sample.now, utcOffsetMinutes: 0, uptime: 1000))
    var remote = Sample.statuses
    for index in remote.indices { remote[index].heartbeatSeconds = 60 }
    model.receive(.statusArrived(remote))

    model.receive(.ticked(now: Sample.now + 120, utcOffsetMinutes: 0, uptime: 1120))

    #expect(!view(model).text.contains("stale"))
  }

  @Test func `one that answers late is slow, in its column alone`() {
    var model = Model.sample()
    var slow = Sample.statuses[0]
    slow.answeredAfterMilliseconds = 3200
    model.receive(.statusArrived([slow]))

    let screen = view(model).text

    #expect(
      screen.contains("1 dev · running 2/2 · slow 3.2 s") || screen.contains("1 dev · slow 3.2 s"))
    #expect(screen.contains("▲ engine slow"))
    #expect(screen.components(of: "slow") == 2)
  }
}

extension String {
  /// How often a text is in it.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
