import CLibcurl
import Environments

/// The result of one request.
struct HTTPAnswer: Hashable, Sendable {
  /// Libcurl's number, see `http_code`.
  var code: http_code.RawValue
  var isConnected = false
  var status = 0
  /// OpenSSL's verdict on the certificate, see `http_certificate`.
  var certificate = 0
  /// The system's error number of a connection that failed; 0 for none.
  var systemError: Int32 = 0
  /// Libcurl's message.
  var error = ""
  /// The lines of the answer's header, the status line first.
  var header: [UInt8] = []
  /// At most `HTTPClient.bodyBytesMax`.
  var body: [UInt8] = []
  /// Microseconds from the start of the request to the end of each phase; 0 for a phase that was not reached.
  var connected = 0
  var secured = 0
  var firstByte = 0
  var total = 0

  /// The phases that were completed, after a lookup of `dns` microseconds.
  func phases(dns: Int) -> [CheckResult.Phase] {
    var phases = [CheckResult.Phase("dns", microseconds: dns)]
    var last = 0
    for (name, end) in [("connect", connected), ("tls", secured), ("wait", firstByte)] where end > 0
    {
      phases.append(CheckResult.Phase(name, microseconds: end - last))
      last = end
    }
    if firstByte > 0 && code == http_code_ok.rawValue {
      phases.append(CheckResult.Phase("transfer", microseconds: max(0, total - last)))
    }
    return phases
  }
}

extension HTTPAnswer {
  /// Why there is no whole answer, in words; `nil` when there is one.
  func failure(_ target: HTTPTarget, _ deadline: Deadline) -> String? {
    switch http_code(code) {
    case http_code_ok: nil
    case http_code_timeout: deadline.missed(pending(target))
    case http_code_connect: connectFailure(target)
    case http_code_host: "cannot find host \(target.host)"
    case http_code_url: "the URL is malformed"
    case http_code_protocol, http_code_not_http: "the answer is not HTTP"
    case http_code_nothing: "\(target.endpoint) closed the connection without an answer"
    case http_code_partial: "the connection closed before the whole body had arrived"
    case http_code_receive: "the connection broke: \(error.onOneLine())"
    case http_code_tls_verify: certificateFailure
    case http_code_tls_connect: handshakeFailure(target)
    case http_code_ca_file: "the file of the certificate authority holds no certificate"
    default: error.onOneLine()
    }
  }

  /// What the request was waiting for at its end.
  private func pending(_ target: HTTPTarget) -> String {
    if connected == 0 && !isConnected { return "connecting" }
    if target.isTLS && secured == 0 { return "connected, waiting for TLS" }
    return firstByte == 0
      ? "connected, waiting for the first byte" : "waiting for the rest of the body"
  }

  private func connectFailure(_ target: HTTPTarget) -> String {
    systemError == 0
      ? "cannot connect to \(target.endpoint)" : TCPProbe.reason(systemError, target.endpoint)
  }

  private var certificateFailure: String {
    // Not every libcurl gives this a number.
    if error.contains("subject name") { return "certificate is for another host" }
    return switch http_certificate(http_certificate.RawValue(truncatingIfNeeded: certificate)) {
    case http_certificate_other_host: "certificate is for another host"
    case http_certificate_expired: "certificate expired"
    case http_certificate_not_yet_valid: "certificate is not valid yet"
    case http_certificate_self_signed, http_certificate_self_signed_chain:
      "certificate is not trusted: self-signed"
    case http_certificate_unknown_issuer, http_certificate_incomplete_chain:
      "certificate is not trusted: its issuer is unknown"
    default: "certificate is not trusted: \(error.onOneLine())"
    }
  }

  private func handshakeFailure(_ target: HTTPTarget) -> String {
    if error.contains("wrong version number") || error.contains("packet length too long") {
      return "\(target.endpoint) does not speak TLS"
    }
    // OpenSSL's message follows its numbers and the name of its library.
    let words = error.split(separator: ":").last.map(String.init) ?? error
    return "TLS fails: \(words.onOneLine())"
  }
}

extension HTTPAnswer {
  private static let bodyBytesShown = 600

  /// The status line and the beginning of the body; empty when nothing arrived.
  var evidence: [String] {
    guard let statusLine = Evidence.lines(of: Self.text(header), max: 1).first else { return [] }
    guard !body.isEmpty else { return [statusLine, "no body"] }
    let start = Array(body.prefix(Self.bodyBytesShown))
    guard !start.contains(0) else { return [statusLine, "\(body.count) bytes that are not text"] }
    return [statusLine] + Evidence.lines(of: Self.text(start))
  }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
