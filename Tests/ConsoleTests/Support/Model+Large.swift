import Canvas
import Environments

@testable import Console

extension Model {
  /// Fifty environments of 200 services and 2,000 settings.
  static func large() -> Model {
    .after(
      [
        .ticked(now: Sample.now, utcOffsetMinutes: 0),
        .loaded(Sample.large, Sample.largeMatrix),
        .statusArrived(Sample.largeStatuses),
      ], size: Size(columns: 120, rows: 40))
  }

  /// Presses a key and paints; gives back how many cells that changed, and how long all of it took.
  mutating func paint(_ key: Key) -> (cells: Int, took: Duration) {
    let before = Console.view(self)
    var cells = 0
    let took = ContinuousClock().measure {
      _ = update(&self, .key(key))
      Console.view(self).forEachChange(since: before) { _, _, _ in cells += 1 }
    }
    return (cells, took)
  }
}

extension Model {
  /// Thirty environments of 203 services and 2,000 settings, a few of them at fault.
  static func wide(columns: Int = 80, rows: Int = 24) -> Model {
    .after(
      [
        .ticked(now: Sample.now, utcOffsetMinutes: 0), .loaded(Sample.wide, Sample.wideMatrix),
        .statusArrived(Sample.wideStatuses),
      ], size: Size(columns: columns, rows: rows))
  }
}
