import CLibcurl
import Environments

extension HTTPAnswer {
  /// The answer as a smoke test judges it; `nil` when there is none.
  ///
  /// - Parameter mayBreakOff: whether a refusal counts although the connection broke, because a server that refuses a large
  ///   body need not read the rest of it.
  func smokeAnswer(mayBreakOff: Bool) -> SmokeAnswer? {
    let broken = [http_code_send, http_code_receive, http_code_partial].map(\.rawValue)
    guard
      code == http_code_ok.rawValue || (mayBreakOff && status >= 400 && broken.contains(code))
    else { return nil }
    return SmokeAnswer(status: status, headers: headers, body: body)
  }

  /// The header fields after the status line.
  private var headers: [SmokeAnswer.Header] {
    header.split(separator: UInt8(ascii: "\n")).compactMap { bytes in
      let line = String(decoding: bytes, as: UTF8.self)
      guard let colon = line.firstIndex(of: ":"), !line.hasPrefix("HTTP/") else { return nil }
      return SmokeAnswer.Header(
        String(line[..<colon]), Self.trimmed(line[line.index(after: colon)...]))
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    let blanks: [Character] = [" ", "\t", "\r", "\r\n"]
    var text = text.drop { blanks.contains($0) }
    while let last = text.last, blanks.contains(last) { text.removeLast() }
    return String(text)
  }

  /// How the request failed; `nil` when there was an answer, or for another reason.
  func smokeFailure(_ target: HTTPTarget) -> SmokeFailure? {
    switch http_code(code) {
    case http_code_tls_connect where isOfferImpossible || !speaksTLS: nil
    case http_code_tls_connect: .tls
    case http_code_tls_verify: .certificate
    case http_code_connect: .connection
    case http_code_timeout: .timeout
    default: nil
    }
  }

  /// Whether this machine's own TLS library cannot offer the wanted version, so that the server did not refuse it.
  var isOfferImpossible: Bool {
    error.contains("no protocols available") || error.contains("no ciphers available")
  }

  private var speaksTLS: Bool {
    !error.contains("wrong version number") && !error.contains("packet length too long")
  }
}
