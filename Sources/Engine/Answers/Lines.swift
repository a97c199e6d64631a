/// Puts the lines of a stream together from its pieces. A line beyond the limit is left out.
struct Lines {
  let bytesMax: Int
  private var rest: [UInt8] = []
  private var isTooLong = false

  init(bytesMax: Int) { self.bytesMax = bytesMax }

  /// Takes the next piece and gives the lines that it completes, without their ends.
  mutating func feed(_ piece: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = piece.startIndex
    while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
      keep(piece[start..<end])
      if !isTooLong { lines.append(rest) }
      rest = []
      isTooLong = false
      start = end + 1
    }
    keep(piece[start...])
    return lines
  }

  private mutating func keep(_ part: ArraySlice<UInt8>) {
    guard !isTooLong, rest.count + part.count <= bytesMax else {
      isTooLong = true
      rest = []
      return
    }
    rest += part
  }
}
