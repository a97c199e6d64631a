extension Matrix.Row {
  /// How each cell reads, `nil` where the key is missing. Two different values that would read the same, such as
  /// `8080` and `"8080"`, are told apart.
  package var texts: [String?] {
    let texts = cells.map { $0?.value.text }
    guard kind != .same, kind != .sameSecret else { return texts }
    let values = Set(cells.compactMap { $0?.value })
    let isAmbiguous = Set(texts.compactMap(\.self)).count < values.count
    return isAmbiguous ? cells.map { $0?.value.literal } : texts
  }
}
