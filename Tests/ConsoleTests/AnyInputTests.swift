import Canvas
import Environments
import Testing

@testable import Console

/// Sizes, keys and events at random, from seeds that stand here: what failed once fails again.
struct `Any keys, events and sizes` {
  @Test(arguments: 1...10)
  func `always give a whole frame of exactly that size`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var model = Model.sample(columns: 80, rows: 24)

    for step in 1...100 {
      disturb(&model, &random)
      let size = Size(
        columns: .random(in: 1...300, using: &random), rows: .random(in: 1...100, using: &random))
      model.receive(.resized(size))

      let frame = view(model)

      try #require(frame.size == size, "seed \(seed), step \(step)")
      try #require(frame.brokenRow == nil, "seed \(seed), step \(step), \(size)")
    }
  }

  @Test func `fifty environments survive them, too`() throws {
    var random = SeededGenerator(seed: 50)
    var model = Model.large()

    for step in 1...40 {
      for _ in 1...5 { model.receive(.key(.random(using: &random))) }
      model.receive(
        .resized(
          Size(
            columns: .random(in: 1...300, using: &random),
            rows: .random(in: 1...100, using: &random))))

      try #require(view(model).brokenRow == nil, "step \(step)")
    }
  }

  /// A few keys and events.
  private func disturb(_ model: inout Model, _ random: inout SeededGenerator) {
    for _ in 1...Int.random(in: 1...8, using: &random) {
      if Bool.random(using: &random) {
        model.receive(.key(.random(using: &random)))
      } else if let message = Sample.events.randomElement(using: &random) {
        model.receive(message)
      }
    }
  }
}

extension Key {
  /// One that means something somewhere, or any letter.
  fileprivate static func random(using random: inout SeededGenerator) -> Key {
    let known = KeyTable.standard.bindings.flatMap(\.keys)
    return known.randomElement(using: &random) ?? .character("x")
  }
}

extension Frame {
  /// The first row whose cells do not fill exactly its columns: half a wide character, or one too many.
  fileprivate var brokenRow: Int? {
    (0..<size.rows).first { y in
      var x = 0
      while x < size.columns {
        let width = Int(self[x, y].width)
        if width == 0 || x + width > size.columns { return true }
        if width == 2, self[x + 1, y].width != 0 { return true }
        x += width
      }
      return false
    }
  }
}

extension Sample {
  /// What may happen at any time, in any order.
  fileprivate static let events: [Message] = [
    .ticked(now: now, utcOffsetMinutes: 0), .ticked(now: now + 90, utcOffsetMinutes: 330),
    .ticked(now: 0, utcOffsetMinutes: -720),
    .loaded(configuration, matrix), .loaded(Configuration(), Matrix(environments: [], rows: [])),
    .loaded(single, compare(single.environments, accepted: [])),
    .statusArrived(statuses), .statusArrived(troubledStatuses), .statusArrived([]),
    .healthArrived(sickReport), .healthArrived(healthyReport),
    .checkArrived(environment: "prod", sickReport.results[0], at: now),
    .checkArrived(
      environment: "dev", CheckResult(judging: check, of: nil, containers: []), at: now),
    .planArrived(plan), .planArrived(stopPlan), .progressed(progress), .ended(failure),
    .said(.info, "日本\u{1b}[2J e\u{301}"), .said(.error, String(repeating: "long ", count: 90)),
    .engineDescribed("engine 20.10 · compose 2.26 · local"), .engineDescribed(""),
    .editorEnded(
      file: "configs/environment/dev.yaml", problem: "The editor vi ended with exit code 1"),
  ]

  private static let check = Check(
    name: "api", probe: .container(service: "api"), timeoutMilliseconds: 2_000)

  private static var single: Configuration {
    var single = configuration
    single.environments = [dev]
    return single
  }
}
