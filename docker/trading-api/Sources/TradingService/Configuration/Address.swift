/// A host and a port: where to listen, or whom to ask.
package struct Address: Hashable, Sendable, CustomStringConvertible {
  package var host: String
  package var port: Int

  package init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// Reads `host:port`, with an IPv6 host in brackets. Nil for anything else.
  package init?(bind text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (1...65_535).contains(port)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty, host.allSatisfy(Self.belongsInHost) else { return nil }
    self.init(host: String(host), port: port)
  }

  /// Reads `http://host[:port]`. Nil for anything else: a path would be ignored, and a password in a URL
  /// would be shown.
  package init?(url text: String) {
    guard text.hasPrefix("http://") else { return nil }
    var rest = text.dropFirst("http://".count)
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    let hasPort = rest[(rest.lastIndex(of: "]") ?? rest.startIndex)...].contains(":")
    self.init(bind: hasPort ? String(rest) : "\(rest):80")
  }

  package var description: String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  private static func belongsInHost(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "-._:%".contains(character))
  }
}
