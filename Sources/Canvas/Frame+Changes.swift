/// What a terminal must be sent.
extension Frame {
  /// Calls `body` for every cell that differs from `before`, row by row, without continuations: a
  /// wide character whose second half changed is named itself. Without `before`, for every cell.
  package func forEachChange(since before: Frame?, _ body: (_ x: Int, _ y: Int, Cell) -> Void) {
    guard let before, before.size == size else {
      for index in cells.indices where cells[index].width > 0 {
        body(index % size.columns, index / size.columns, cells[index])
      }
      return
    }
    cells.withUnsafeBufferPointer { new in
      before.cells.withUnsafeBufferPointer { old in
        for index in new.indices where new[index] != old[index] {
          // Half of a wide character cannot be sent; its first half is named once.
          let isHalf = new[index].width == 0
          if isHalf, index > 0, new[index - 1] != old[index - 1] { continue }
          let start = isHalf && index > 0 ? index - 1 : index
          body(start % size.columns, start / size.columns, new[start])
        }
      }
    }
  }
}
