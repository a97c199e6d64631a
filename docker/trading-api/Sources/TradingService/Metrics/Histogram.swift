/// How many observations lay at or below each bound, and their sum.
package struct Histogram: Hashable, Sendable {
  /// In seconds: from an answer out of memory to the longest deadline that environments set.
  package static let bounds: [Double] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]

  private(set) var counts = [Int](repeating: 0, count: Histogram.bounds.count)
  private(set) var count = 0
  private(set) var sum = 0.0

  package init() {}

  package mutating func observe(_ seconds: Double) {
    count += 1
    sum += seconds
    for (index, bound) in Self.bounds.enumerated() where seconds <= bound { counts[index] += 1 }
  }
}
