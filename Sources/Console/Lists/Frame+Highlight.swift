import Canvas

extension Frame {
  /// Marks the matches of a filter in the cells of a row.
  mutating func highlight(_ words: [Filter.Word], in row: Rect) {
    guard !words.isEmpty else { return }
    let area = bounds.intersection(row)
    guard !area.isEmpty else { return }
    let cells = (area.x..<area.maxX).map { (x: $0, scalar: self[$0, area.y].base) }
      .compactMap { cell in cell.scalar.map { (cell.x, $0) } }
    for word in words {
      let wanted = Array(word.text.unicodeScalars)
      guard !wanted.isEmpty, wanted.count <= cells.count else { continue }
      for start in 0...(cells.count - wanted.count)
      where wanted.indices.allSatisfy({ cells[start + $0].1.isLike(wanted[$0], word.isExact) }) {
        let (first, last) = (cells[start].0, cells[start + wanted.count - 1].0)
        restyle(Rect(x: first, y: area.y, width: last - first + 1, height: 1)) {
          $0.role = .key
          $0.isBold = true
        }
      }
    }
  }
}

extension Unicode.Scalar {
  fileprivate func isLike(_ wanted: Unicode.Scalar, _ isExact: Bool) -> Bool {
    if self == wanted { return true }
    if isExact { return false }
    return isASCII
      ? (0x41...0x5a).contains(value) && value | 0x20 == wanted.value
      : properties.lowercaseMapping.unicodeScalars.first == wanted
  }
}
