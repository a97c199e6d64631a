import Environments

/// What to find out next, gathered while the last look was under way: a burst of events is one look.
struct PendingRefresh: Hashable, Sendable {
  /// A sign of life: when it was asked for and how long it took.
  struct Life: Hashable, Sendable {
    var at: Int
    var tookMilliseconds: Int
  }

  /// More containers than these are a reason to look at all: an argv has a limit.
  static let containersMax = 64

  /// All containers of all projects.
  private(set) var isWhole = false
  /// Those that something happened to, also when all are looked at, as far as there is room for them.
  private(set) var containers: Set<String> = []
  /// The last sign of life.
  private(set) var life: Life?
  /// What the last call for one said instead.
  private(set) var fault: EngineState?

  var isEmpty: Bool { self == PendingRefresh() }

  mutating func addAll() {
    isWhole = true
    // Looking tells whether it is still so.
    fault = nil
  }

  mutating func add(container id: String) {
    guard containers.count < Self.containersMax || containers.contains(id) else { return addAll() }
    containers.insert(id)
  }

  mutating func add(_ life: Life) {
    self.life = life
    fault = nil
  }

  mutating func add(fault state: EngineState) {
    fault = state
    life = nil
  }
}
