import Processes

/// Decodes a container's log. The engine sends frames: one byte for the stream, three zero bytes, and a big-endian
/// count of the bytes that follow in four bytes. A container with a terminal has a single stream without frames.
struct LogFrames {
  /// The content of one piece, by stream.
  struct Parts {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    /// The engine's message about why the log ends.
    var words: [UInt8] = []
  }

  private enum Shape {
    case unknown, framed, raw
  }

  private var shape = Shape.unknown
  private var header: [UInt8] = []
  private var stream: UInt8 = 0
  private var bytesLeft = 0

  mutating func feed(_ piece: [UInt8]) -> Parts {
    var parts = Parts()
    var rest = piece[...]
    while !rest.isEmpty {
      if shape == .raw {
        parts.output += rest
        break
      }
      if bytesLeft > 0 {
        let bytes = rest.prefix(bytesLeft)
        bytesLeft -= bytes.count
        rest = rest.dropFirst(bytes.count)
        take(bytes, into: &parts)
      } else {
        readHeader(&rest, &parts)
      }
    }
    return parts
  }

  /// Ends the log: bytes that are too few for a frame header are text.
  mutating func finish() -> Parts {
    var parts = Parts()
    if shape == .unknown { parts.output = header }
    header = []
    return parts
  }

  private mutating func readHeader(_ rest: inout ArraySlice<UInt8>, _ parts: inout Parts) {
    let bytes = rest.prefix(8 - header.count)
    header += bytes
    rest = rest.dropFirst(bytes.count)
    if shape == .unknown, header.count >= 4 { recognise(&parts) }
    guard shape == .framed, header.count == 8 else { return }
    stream = header[0]
    bytesLeft = header[4...].reduce(0) { $0 << 8 | Int($1) }
    header = []
  }

  /// No text begins like a frame header.
  private mutating func recognise(_ parts: inout Parts) {
    if header[0] <= 3, header[1..<4].allSatisfy({ $0 == 0 }) {
      shape = .framed
    } else {
      shape = .raw
      parts.output += header
      header = []
    }
  }

  private func take(_ bytes: ArraySlice<UInt8>, into parts: inout Parts) {
    switch stream {
    case 2: parts.errors += bytes
    case 3: parts.words += bytes
    default: parts.output += bytes
    }
  }
}
