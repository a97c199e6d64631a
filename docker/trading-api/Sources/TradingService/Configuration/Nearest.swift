/// The name among `candidates` that a slip of the finger would turn into `word`; nil when none is near.
func nearest(to word: String, among candidates: Set<String>) -> String? {
  let ranked = candidates.sorted().map { ($0, distance(word, $0)) }
  guard let best = ranked.min(by: { $0.1 < $1.1 }), best.1 <= max(2, word.count / 4) else {
    return nil
  }
  return best.0
}

/// How many letters must be added, removed or changed to turn one word into the other.
private func distance(_ left: String, _ right: String) -> Int {
  let left = Array(left.prefix(64))
  let right = Array(right.prefix(64))
  var row = Array(0...right.count)
  for (i, letter) in left.enumerated() {
    var previous = row[0]
    row[0] = i + 1
    for (j, other) in right.enumerated() {
      let above = row[j + 1]
      row[j + 1] = letter == other ? previous : 1 + min(previous, above, row[j])
      previous = above
    }
  }
  return row[right.count]
}
