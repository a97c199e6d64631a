import CLibcurl
import Environments
import Testing

@testable import Operations

struct `Words of a health report` {
  @Test func `durations read as people write them`() {
    #expect(Span.exactly(milliseconds: 1) == "1 ms")
    #expect(Span.exactly(milliseconds: 999) == "999 ms")
    #expect(Span.exactly(milliseconds: 2_000) == "2 s")
    #expect(Span.exactly(milliseconds: 1_500) == "1.5 s")
    #expect(Span.exactly(milliseconds: 60_050) == "60.05 s")
  }

  @Test func `choices are listed`() {
    #expect(Words.choice(["200"]) == "200")
    #expect(Words.choice(["200", "204", "301"]) == "200, 204 or 301")
  }

  @Test func `text from outside stays on one line and is short`() {
    #expect("a\r\nb\t\u{7f}c\u{9b}d\u{202e}e".onOneLine() == "a^M^Jb^I^?c\u{fffd}d\u{fffd}e")
    #expect(String(repeating: "a", count: 9).onOneLine(charactersMax: 8) == "aaaaaaaa…")
  }

  @Test func `addresses of version six stand in brackets`() {
    #expect(Words.endpoint("::1", 80) == "[::1]:80")
  }

  private func failure(_ code: http_code, certificate: Int = 0, error: String = "") -> String? {
    HTTPAnswer(code: code.rawValue, certificate: certificate, error: error).failure(
      HTTPTarget(host: "api", port: 443, isTLS: true), Deadline(timeoutMilliseconds: 2_000))
  }

  @Test func `certificates are judged in words`() {
    #expect(
      failure(http_code_tls_verify, certificate: 9) == "certificate is not valid yet")
    #expect(
      failure(http_code_tls_verify, certificate: 20)
        == "certificate is not trusted: its issuer is unknown")
    #expect(
      failure(http_code_tls_verify, certificate: 62) == "certificate is for another host")
    #expect(
      failure(http_code_tls_verify, certificate: 23, error: "certificate revoked")
        == "certificate is not trusted: certificate revoked")
  }

  @Test func `failures without words of their own keep the library's`() {
    #expect(
      failure(
        http_code_tls_connect,
        error: "OpenSSL/3.0: error:0A000410:SSL routines::sslv3 alert handshake failure")
        == "TLS fails: sslv3 alert handshake failure")
    #expect(failure(http_code(23), error: "disk\nfull") == "disk^Jfull")
    #expect(failure(http_code_connect) == "cannot connect to api:443")
    #expect(failure(http_code_host) == "cannot find host api")
    #expect(failure(http_code_url) == "the URL is malformed")
    #expect(
      failure(http_code_receive, error: "reset by peer") == "the connection broke: reset by peer")
  }
}
