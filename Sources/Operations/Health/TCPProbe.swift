import Environments
import Glibc
import Threads

/// Tests whether a port accepts connections.
struct TCPProbe: Sendable {
  let host: String
  let port: Int
  let lookUp: Resolution.LookUp

  init(host: String, port: Int, lookUp: @escaping Resolution.LookUp = Resolution.lookUp) {
    self.host = host
    self.port = port
    self.lookUp = lookUp
  }

  /// Tries the addresses of the host one after another. Blocks until the deadline at most.
  func run(until deadline: Deadline, or cancellation: WakeUp) -> Finding {
    switch Resolution.of(host, port: port, until: deadline, or: cancellation, lookUp: lookUp) {
    case .cancelled: return .cancelled
    case .late: return .unhealthy(deadline.missed("looking up host \(host)"))
    case .failed(let reason): return .unhealthy(reason)
    case .addresses(let addresses):
      let phase = CheckResult.Phase("dns", microseconds: deadline.elapsed)
      return connect(addresses, phase, until: deadline, or: cancellation)
    }
  }

  private func connect(
    _ addresses: [SocketAddress], _ dns: CheckResult.Phase, until deadline: Deadline,
    or cancellation: WakeUp
  ) -> Finding {
    var finding = Finding.unhealthy(deadline.missed("connecting"), [dns])
    for (index, address) in addresses.enumerated() {
      let start = deadline.elapsed
      // An address that never answers leaves time for the others.
      let share = deadline.remaining / (addresses.count - index)
      switch attempt(address, milliseconds: share, or: cancellation) {
      case .connected:
        let connect = CheckResult.Phase("connect", microseconds: deadline.elapsed - start)
        return .healthy("accepts connections", [dns, connect])
      case .refused(let code):
        // An address family without a route on this machine says nothing about the other addresses.
        if index > 0 && Self.isRouteless(code) { continue }
        finding.reason = Self.reason(code, Words.endpoint(host, port))
      case .late: finding.reason = deadline.missed("connecting")
      case .cancelled: return .cancelled
      }
    }
    return finding
  }

  private enum Attempt {
    case connected, late, cancelled
    case refused(Int32)
  }

  private func attempt(
    _ address: SocketAddress, milliseconds: Int, or cancellation: WakeUp
  ) -> Attempt {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    guard let socket = Descriptor(taking: socket(address.family, type, 0)) else {
      return .refused(errno)
    }
    if address.connect(socket.number) == 0 { return .connected }
    guard errno == EINPROGRESS else { return .refused(errno) }
    switch Waiting.on(socket.number, POLLOUT, milliseconds: milliseconds, or: cancellation) {
    case .late: return .late
    case .cancelled: return .cancelled
    case .ready:
      var code: Int32 = 0
      var size = socklen_t(MemoryLayout<Int32>.size)
      getsockopt(socket.number, SOL_SOCKET, SO_ERROR, &code, &size)
      return code == 0 ? .connected : .refused(code)
    }
  }

  /// The system's refusal to connect, in words.
  static func reason(_ code: Int32, _ endpoint: String) -> String {
    switch code {
    case ECONNREFUSED: "connection refused by \(endpoint)"
    case _ where isRouteless(code): "no route to \(endpoint)"
    default: "cannot connect to \(endpoint): \(String(cString: strerror(code)))"
    }
  }

  private static func isRouteless(_ code: Int32) -> Bool {
    [ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL, EAFNOSUPPORT].contains(code)
  }
}
