/// Takes events out of a `text/event-stream` as its bytes arrive.
struct EventLines {
  private var pending: [UInt8] = []
  private var data: [String] = []

  /// How many bytes of an unfinished event are kept.
  var pendingCount: Int { pending.count + data.reduce(0) { $0 + $1.utf8.count } }

  /// Takes the next bytes, and returns the data of each event that they complete.
  mutating func take(_ bytes: some Collection<UInt8>) -> [String] {
    pending += bytes
    var events: [String] = []
    while let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
      var line = pending[..<end]
      if line.last == UInt8(ascii: "\r") { line = line.dropLast() }
      let text = String(decoding: line, as: UTF8.self)
      pending.removeSubrange(...end)
      if text.isEmpty, !data.isEmpty {
        events.append(data.joined(separator: "\n"))
        data = []
      } else if text.hasPrefix("data:") {
        let value = text.dropFirst("data:".count)
        data.append(String(value.first == " " ? value.dropFirst() : value))
      }
    }
    return events
  }
}
