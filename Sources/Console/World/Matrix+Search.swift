import Environments

extension Matrix {
  /// The position of the row of a key; `nil` when there is none.
  func position(of key: SettingKey) -> Int? {
    let index = rows.partitioningIndex { $0.key >= key }
    return index < rows.count && rows[index].key == key ? index : nil
  }
}

extension SettingKey {
  /// `level` of `logging.level`, with spaces for underscores.
  var lastPart: String {
    let part = path.split(separator: ".").last.map(String.init) ?? path
    return String(part.map { $0 == "_" ? " " : $0 })
  }
}

extension RandomAccessCollection {
  /// The first position at which the predicate holds, in a collection where it holds from some point on.
  fileprivate func partitioningIndex(where holds: (Element) -> Bool) -> Index {
    var low = startIndex
    var count = self.count
    while count > 0 {
      let half = count / 2
      let middle = index(low, offsetBy: half)
      if holds(self[middle]) {
        count = half
      } else {
        low = index(after: middle)
        count -= half + 1
      }
    }
    return low
  }
}
