import Environments

extension Model {
  /// Time goes on. Where somebody set the clock, what is counted from is moved along, so that ages stay true; then, and
  /// after the machine has slept, the engines are asked anew: connections may have died unnoticed.
  mutating func tick(_ clock: Clock) -> [Effect] {
    let leap = self.clock.map(clock.leap) ?? 0
    let hasSlept = self.clock.map(clock.hasSlept) ?? false
    if leap != 0 { moveTimes(by: leap) }
    self.clock = clock
    lapseCount()
    fadeToast(clock.now)
    return leap != 0 || hasSlept ? [.refresh] : []
  }

  private mutating func moveTimes(by leap: Int) {
    for name in statuses.keys { statuses[name]?.observedAt? += leap }
    for index in columnStates.indices { columnStates[index].observedAt? += leap }
    for index in operations.indices { operations[index].startedAt += leap }
    toast?.shownAt? += leap
  }

  private mutating func fadeToast(_ now: Int) {
    guard let shown = toast else { return }
    guard let shownAt = shown.shownAt else {
      toast?.shownAt = now
      return
    }
    if now - shownAt >= shown.lifetimeSeconds || now < shownAt { toast = nil }
  }
}
