/// How many refusals the log still takes: ten a minute, the rest is counted.
package struct RefusalLog: Sendable {
  package static let countMax = 10

  private var minute = -1
  private var told = 0
  private var untold = 0

  package init() {}

  /// How many were left untold since the last one that was told, when this one may be told; else nil.
  package mutating func tell(now: Duration) -> Int? {
    let current = Int(now.components.seconds / 60)
    if current != minute {
      minute = current
      told = 0
    }
    guard told < Self.countMax else {
      untold += 1
      return nil
    }
    told += 1
    defer { untold = 0 }
    return untold
  }
}
