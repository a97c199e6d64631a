import Environments

extension HTTPAnswer {
  private static let bodyBytesShown = 600

  /// The status line and the beginning of the body; empty when nothing arrived.
  var evidence: [String] {
    guard let statusLine = Evidence.lines(of: Self.text(header), max: 1).first else { return [] }
    guard !body.isEmpty else { return [statusLine, "no body"] }
    let start = Array(body.prefix(Self.bodyBytesShown))
    guard !start.contains(0) else { return [statusLine, "\(body.count) bytes that are no text"] }
    return [statusLine] + Evidence.lines(of: Self.text(start))
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
