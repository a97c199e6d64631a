import CLibcurl
import Threads

/// What came of asking: an answer, whole or not, or why none was even waited for.
enum HTTPExchange: Sendable {
  /// `dns` is how long looking up took, in microseconds.
  case answer(HTTPAnswer, HTTPTarget, dns: Int)
  /// The other side is the reason.
  case failed(String)
  /// This side is the reason.
  case impossible(String)
  case cancelled

  /// Looks the host up and asks it, until the deadline at most. Blocks.
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
