/// Splits a byte stream into lines. LF, CR LF and a lone CR (progress bars) end a line. A line longer than
/// `bytesMax` is cut and marked.
struct LineSplitter {
  let bytesMax: Int
  private var rest: [UInt8] = []
  private var isCut = false
  private var endedWithCR = false

  init(bytesMax: Int = 64 * 1024) { self.bytesMax = bytesMax }

  /// Adds the next bytes and passes on every line that they complete.
  mutating func feed(_ bytes: UnsafeRawBufferPointer, _ emit: (String) -> Void) {
    var start = 0
    for index in 0..<bytes.count {
      let byte = bytes[index]
      guard byte == 10 || byte == 13 else { continue }
      if byte == 10, endedWithCR, index == start, rest.isEmpty {
        endedWithCR = false
        start = index + 1
        continue
      }
      take(bytes[start..<index])
      flush(emit)
      start = index + 1
      endedWithCR = byte == 13
    }
    if start < bytes.count {
      endedWithCR = false
      take(bytes[start...])
    }
  }

  /// Passes on the last line when the stream ends without a line ending.
  mutating func finish(_ emit: (String) -> Void) {
    if !rest.isEmpty || isCut { flush(emit) }
  }

  private mutating func take(_ bytes: Slice<UnsafeRawBufferPointer>) {
    let room = max(0, bytesMax - rest.count)
    rest.append(contentsOf: bytes.prefix(room))
    if bytes.count > room { isCut = true }
  }

  private mutating func flush(_ emit: (String) -> Void) {
    emit(String(decoding: rest, as: UTF8.self) + (isCut ? " …[cut]" : ""))
    rest.removeAll(keepingCapacity: true)
    isCut = false
  }
}
