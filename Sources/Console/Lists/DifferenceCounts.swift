import Environments

/// How many rows of a matrix differ.
struct DifferenceCounts: Hashable, Sendable {
  var open = 0
  /// With a reason that somebody gave.
  var accepted = 0
  var all: Int { open + accepted }

  init() {}

  init(_ matrix: Matrix) {
    for row in matrix.rows where row.kind != .same {
      if row.isOpen { open += 1 } else { accepted += 1 }
    }
  }
}
