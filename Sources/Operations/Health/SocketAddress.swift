import Glibc

/// One address that a host's name stands for, with a port.
struct SocketAddress: Hashable, Sendable {
  let family: Int32
  /// The system's own form.
  let bytes: [UInt8]
  /// Numeric, such as `127.0.0.1`.
  let text: String

  /// `nil` when the system cannot write the address down.
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
