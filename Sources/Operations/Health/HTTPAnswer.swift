import CLibcurl
import Environments

/// What came of one request.
struct HTTPAnswer: Hashable, Sendable {
  /// Libcurl's number, see `http_code`.
  var code: http_code.RawValue
  var isConnected = false
  var status = 0
  /// OpenSSL's verdict on the certificate, see `http_certificate`.
  var certificate = 0
  /// The system's error number of a connection that failed; 0 for none.
  var systemError: Int32 = 0
  /// Libcurl's own words.
  var error = ""
  /// The lines of the answer's header, the status line first.
  var header: [UInt8] = []
  /// At most `HTTPClient.bodyBytesMax`.
  var body: [UInt8] = []
  /// Microseconds from the start of the request until each was over; 0 for what was not reached.
  var connected = 0
  var secured = 0
  var firstByte = 0
  var total = 0

  /// The parts of the request that were completed, after `dns` microseconds of looking up.
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
