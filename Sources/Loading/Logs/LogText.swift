import Environments

/// A line as a program wrote it, made fit to be shown, searched and copied: colours are taken out of it and kept
/// beside it, what moves a cursor is left out, other controls are spelled, tabs become blanks, bytes that are no UTF-8 are
/// replaced, what is too long is cut and says so.
struct LogText: Hashable {
  /// Longer lines are cut here.
  static let bytesMax = 16 * 1024

  var text: String
  var spans: [LogSpan] = []

  /// - Parameter count: how many bytes the line had before somebody cut it.
  init(_ bytes: UnsafeBufferPointer<UInt8>, of count: Int? = nil) {
    let count = max(count ?? 0, bytes.count)
    let kept = UnsafeBufferPointer(rebasing: bytes.prefix(Self.bytesMax))
    if kept.allSatisfy({ $0 >= 0x20 && $0 < 0x7f }) {
      text = String(decoding: kept, as: UTF8.self)
    } else {
      var writer = LogTextWriter()
      writer.write(kept)
      (text, spans) = writer.finish()
    }
    if count > kept.count { text += " …[cut, \(count) bytes]" }
  }
}
