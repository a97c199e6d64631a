import CLibcurl
import Environments

/// Asks a URL, and whether the answer is the expected one. It follows no redirect and uses no proxy.
struct HTTPProbe: Hashable, Sendable {
  let url: String
  let expectedStatus: [Int]
  let bodyContains: String?
  /// The absolute path of the only authorities that are trusted; null trusts the system's.
  let ca: String?

  /// Blocks until the deadline at most.
  func run(until deadline: Deadline, or cancellation: WakeUp) -> Finding {
    guard http_is_available() != 0 else {
      return .unknown("libcurl is missing: install the package libcurl4")
    }
    guard let target = HTTPTarget(url: url) else {
      return .unhealthy("it does not have an http or https URL")
    }
    switch Resolution.of(target.host, port: target.port, until: deadline, or: cancellation) {
    case .cancelled: return .cancelled
    case .late: return .unhealthy(deadline.missed("looking up host \(target.host)"))
    case .failed(let reason): return .unhealthy(reason)
    case .addresses(let addresses): return ask(target, addresses, until: deadline, or: cancellation)
    }
  }

  private func ask(
    _ target: HTTPTarget, _ addresses: [SocketAddress], until deadline: Deadline,
    or cancellation: WakeUp
  ) -> Finding {
    let dns = deadline.elapsed
    guard deadline.remaining > 0 else {
      return .unhealthy(deadline.missed("looking up host \(target.host)"))
    }
    let isNumeric = addresses.contains { $0.text == target.host }
    let list = addresses.map(\.text).joined(separator: ",")
    let answer = HTTPAnswer.get(
      url, resolved: isNumeric ? nil : "\(target.host):\(target.port):\(list)", ca: ca,
      timeoutMilliseconds: deadline.remaining, or: cancellation)
    guard let answer else { return .unknown("memory is short") }
    guard answer.code != http_code_cancelled.rawValue else { return .cancelled }
    return judge(answer, target, dns: dns, deadline)
  }

  private func judge(
    _ answer: HTTPAnswer, _ target: HTTPTarget, dns: Int, _ deadline: Deadline
  ) -> Finding {
    let phases = answer.phases(dns: dns)
    if let failure = answer.failure(target, deadline) { return .unhealthy(failure, phases) }
    guard expectedStatus.contains(answer.status) else {
      let expected = Words.choice(expectedStatus.map(String.init))
      return .unhealthy("status \(answer.status), expected \(expected)", phases)
    }
    if let bodyContains, !contains(answer.body, Array(bodyContains.utf8)) {
      let isCut = answer.body.count == HTTPAnswer.bodyBytesMax
      let place = isCut ? ", not in its first 64 KiB" : ""
      return .unhealthy("body does not contain \"\(Words.visible(bodyContains))\"\(place)", phases)
    }
    return .healthy("status \(answer.status)", phases)
  }

  private func contains(_ body: [UInt8], _ wanted: [UInt8]) -> Bool {
    guard let first = wanted.first else { return true }
    guard body.count >= wanted.count else { return false }
    return (0...body.count - wanted.count).contains { start in
      body[start] == first && body[start..<start + wanted.count].elementsEqual(wanted)
    }
  }
}
