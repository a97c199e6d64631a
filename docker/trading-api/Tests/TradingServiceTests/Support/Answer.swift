import FoundationEssentials
import TradingService

/// An answer as a client reads it.
struct Answer {
  var status: Int
  /// The last value of each header, under its name in lower case.
  var headers: [String: String]
  var body: String

  /// Reads the first answer in what a connection has brought.
  init?(_ text: String) {
    guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
    let lines = text[..<end.lowerBound].split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
      return nil
    }
    self.status = status
    headers = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      let value = parts.count == 2 ? parts[1].drop { $0 == " " } : ""
      headers[parts[0].lowercased()] = String(value)
    }
    body = String(text[end.upperBound...])
  }

  /// The body as the problem document that it says to be; nil when it is none.
  var problem: Problem? {
    guard headers["content-type"] == "application/problem+json" else { return nil }
    return try? JSONDecoder().decode(Problem.self, from: Data(body.utf8))
  }
}
