extension [Setting] {
  /// Sorted by key; equal keys stay in their order. Positions are sorted, not settings: to move one costs more than to
  /// compare two.
  package func sortedByKey() -> [Setting] {
    let isSorted = indices.dropFirst().allSatisfy { self[$0 - 1].key < self[$0].key }
    if isSorted { return self }
    return indices.sorted { self[$0].key < self[$1].key }.map { self[$0] }
  }
}
