import Glibc
import Synchronization
import Threads

/// One address of a host, with a port.
struct SocketAddress: Hashable, Sendable {
  let family: Int32
  /// The system's own form.
  let bytes: [UInt8]
  /// Numeric, such as `127.0.0.1`.
  let text: String

  /// `nil` when the system cannot format the address.
  init?(_ entry: addrinfo) {
    guard let address = entry.ai_addr else { return nil }
    family = entry.ai_family
    bytes = Array(UnsafeRawBufferPointer(start: address, count: Int(entry.ai_addrlen)))
    var name = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    let code = getnameinfo(
      address, entry.ai_addrlen, &name, socklen_t(name.count), nil, 0, NI_NUMERICHOST)
    guard code == 0 else { return nil }
    text = name.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
  }

  /// Starts to connect and does not wait; the result is the system's.
  func connect(_ descriptor: Int32) -> Int32 {
    bytes.withUnsafeBytes { buffer in
      guard let address = buffer.bindMemory(to: sockaddr.self).baseAddress else { return -1 }
      return Glibc.connect(descriptor, address, socklen_t(buffer.count))
    }
  }
}

/// The result of looking up a host.
enum Resolution: Hashable, Sendable {
  case addresses([SocketAddress])
  /// The reason in words.
  case failed(String)
  case late
  case cancelled

  /// The most lookups that may be pending, because each holds a thread.
  private static let pendingMax = 64
  private static let pending = Mutex(0)

  /// Looks up a host and a port with the flags of `getaddrinfo`; `nil` when there is no such host.
  typealias LookUp = @Sendable (String, Int, Int32) -> Resolution?

  private final class Lookup: Sendable {
    let result = Mutex<Resolution?>(nil)
    let done: WakeUp
    init(done: WakeUp) { self.done = done }
  }

  /// Looks up a host. The system's call has no deadline, so it runs on a thread that is abandoned when the call does not
  /// return in time. Blocks.
  static func of(
    _ host: String, port: Int, until deadline: Deadline, or cancellation: WakeUp,
    lookUp: @escaping LookUp = Resolution.lookUp
  ) -> Resolution {
    if let numeric = lookUp(host, port, AI_NUMERICHOST) { return numeric }
    guard let done = WakeUp(), begin() else {
      return .failed("cannot look up host \(host): too many lookups are waiting")
    }
    let lookup = Lookup(done: done)
    let isStarted = BlockingThread.start {
      // On a machine with only the loopback interface, AI_ADDRCONFIG would hide its addresses.
      let isLocal = host == "localhost" || host.hasSuffix(".localhost")
      let result =
        lookUp(host, port, isLocal ? 0 : AI_ADDRCONFIG) ?? .failed("cannot find host \(host)")
      lookup.result.withLock { $0 = result }
      end()
      lookup.done.signal()
    }
    guard isStarted else {
      end()
      return .failed("cannot look up host \(host): no thread is left")
    }
    switch Waiting.on(done.descriptor, POLLIN, milliseconds: deadline.remaining, or: cancellation) {
    case .ready: return lookup.result.withLock { $0 } ?? .late
    case .late: return .late
    case .cancelled: return .cancelled
    }
  }

  private static func begin() -> Bool {
    pending.withLock { count in
      guard count < pendingMax else { return false }
      count += 1
      return true
    }
  }

  private static func end() { pending.withLock { $0 -= 1 } }

  @Sendable static func lookUp(_ host: String, _ port: Int, _ flags: Int32) -> Resolution? {
    var hints = addrinfo()
    hints.ai_flags = flags | AI_NUMERICSERV
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    defer { if let list { freeaddrinfo(list) } }
    switch code {
    case 0: break
    case EAI_NONAME: return nil
    case EAI_AGAIN: return .failed("cannot find host \(host): the name server does not answer")
    default: return .failed("cannot find host \(host): \(String(cString: gai_strerror(code)))")
    }
    var addresses: [SocketAddress] = []
    var next = list
    while let entry = next?.pointee {
      if let address = SocketAddress(entry), !addresses.contains(address) {
        addresses.append(address)
      }
      next = entry.ai_next
    }
    return addresses.isEmpty ? nil : .addresses(addresses)
  }
}
