import CLibcurl
import Environments
import Threads

/// One HTTP request. It follows no redirect and uses no proxy.
struct HTTPRequest: Sendable {
  /// A header whose value is never shown.
  struct SecretHeader: Sendable {
    let name: String
    let value: Secret
  }

  var url: String
  var method = "GET"
  /// Each `Name: value`, without line ends.
  var headers: [String] = []
  var secretHeader: SecretHeader?
  var body: [UInt8]?
  /// The newest TLS that is offered; `nil` for the library's own choice.
  var tlsMax: TLSVersion?
  /// The absolute path of the only authorities that are trusted; `nil` trusts the system's.
  var ca: String?

  init(url: String) { self.url = url }
}

/// Where an http or https URL leads.
struct HTTPTarget: Hashable, Sendable {
  var host: String
  var port: Int
  var isTLS: Bool

  var endpoint: String { Words.endpoint(host, port) }

  /// `nil` when the text is no such URL.
  init?(url: String) {
    var name = [CChar](repeating: 0, count: 256)
    var port: Int32 = 0
    var isTLS: Int32 = 0
    guard http_url_parts(url, &name, name.count, &port, &isTLS) == 0 else { return nil }
    let host = name.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    self.init(host: host, port: Int(port), isTLS: isTLS != 0)
  }

  init(host: String, port: Int, isTLS: Bool) {
    self.host = host
    self.port = port
    self.isTLS = isTLS
  }
}

/// How a request ended: with an answer, whole or not, or with the reason why it was not sent.
enum HTTPExchange: Sendable {
  /// `dns` is how long the lookup took, in microseconds.
  case answer(HTTPAnswer, HTTPTarget, dns: Int)
  /// The other side caused the failure.
  case failed(String)
  /// This side could not send the request.
  case impossible(String)
  case cancelled

  /// Looks up the host and sends the request, until the deadline at most. Blocks.
  static func of(
    _ request: HTTPRequest, over client: borrowing HTTPClient, until deadline: Deadline,
    or cancellation: WakeUp
  ) -> HTTPExchange {
    guard let target = HTTPTarget(url: request.url) else {
      return .failed("it does not have an http or https URL")
    }
    switch Resolution.of(target.host, port: target.port, until: deadline, or: cancellation) {
    case .cancelled: return .cancelled
    case .late: return .failed(deadline.missed("looking up host \(target.host)"))
    case .failed(let reason): return .failed(reason)
    case .addresses(let addresses):
      return ask(request, target, addresses, over: client, until: deadline, or: cancellation)
    }
  }

  private static func ask(
    _ request: HTTPRequest, _ target: HTTPTarget, _ addresses: [SocketAddress],
    over client: borrowing HTTPClient, until deadline: Deadline, or cancellation: WakeUp
  ) -> HTTPExchange {
    let dns = deadline.elapsed
    guard deadline.remaining > 0 else {
      return .failed(deadline.missed("looking up host \(target.host)"))
    }
    let isNumeric = addresses.contains { $0.text == target.host }
    let list = addresses.map(\.text).joined(separator: ",")
    let answer = client.send(
      request, resolved: isNumeric ? nil : "\(target.host):\(target.port):\(list)",
      timeoutMilliseconds: deadline.remaining, or: cancellation)
    guard let answer else { return .impossible("memory is short") }
    if answer.code == http_code_cancelled.rawValue { return .cancelled }
    return .answer(answer, target, dns: dns)
  }
}
