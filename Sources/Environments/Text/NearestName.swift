/// Finds the known name that is nearest to a mistyped one.
package enum NearestName {
  package static let distanceMax = 2

  /// The nearest candidate within two edits; of several, the first in the given order.
  package static func of(_ name: String, among candidates: some Sequence<String>) -> String? {
    let name = Array(name.utf8)
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(name, Array(candidate.utf8))
      // Names that have no character in common are not similar.
      guard distance <= distanceMax, distance < candidate.utf8.count else { continue }
      if let best, best.distance <= distance { continue }
      best = (candidate, distance)
    }
    return best?.name
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours between two names.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard abs(left.count - right.count) <= distanceMax, left.count < 200 else { return Int.max }
    var before: [Int] = []
    var previous = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for column in right.indices {
        let isSame = left[row] == right[column]
        var cost = min(previous[column + 1] + 1, current[column] + 1)
        cost = min(cost, previous[column] + (isSame ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    return previous[right.count]
  }
}
