/// Flapping as Nagios defines it ("Detection and Handling of State Flapping" in the manual of Nagios Core): of the last
/// 21 results, each of the 20 places where the state may change has a weight, from 0.8 for the oldest to 1.2 for the
/// newest; the weights of those where it did change, as a share of 20, are the percent state change. A check begins to
/// flap at 30 % and stops below 20 %, Nagios' own defaults for services, so that it does not flap between the two.
///
/// Results that nobody could have are left out: they tell of the engine, not of what is checked. Places older than the
/// first result count as unchanged.
extension CheckHistory {
  package static let flappingFromPercent = 30
  package static let steadyBelowPercent = 20
  private static let resultCount = 21

  /// From 0 to 100.
  package var changePercent: Int {
    let known = entries.map { CheckStreak.Kind($0.verdict) }.filter { $0 != .unknown }
      .suffix(Self.resultCount)
    let places = Self.resultCount - 1
    let changes = zip(known, known.dropFirst()).map { $0 != $1 }
    var changed = 0.0
    for (index, isChange) in changes.enumerated() where isChange {
      let place = places - changes.count + index
      changed += 0.8 + 0.4 * Double(place) / Double(places - 1)
    }
    return Int((changed / Double(places) * 100).rounded())
  }

  func flaps(asBefore wasFlapping: Bool) -> Bool {
    changePercent >= (wasFlapping ? Self.steadyBelowPercent : Self.flappingFromPercent)
  }
}
