import Glibc
import Testing

@testable import Operations

/// A port that swallows connections: its queue is full and nobody accepts.
final class JammedListener: Sendable {
  let port: Int
  private let descriptors: [Int32]

  init() throws {
    let (listener, port) = try LoopbackServer.listen(backlog: 0)
    self.port = port
    let address = try #require(
      Resolution.lookUp("127.0.0.1", port, AI_NUMERICHOST)?.firstAddress)
    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    let clients = (0..<4).map { _ in
      let client = socket(AF_INET, type, 0)
      _ = address.connect(client)
      return client
    }
    descriptors = [listener] + clients
  }

  deinit { for descriptor in descriptors { close(descriptor) } }
}

extension Resolution {
  var firstAddress: SocketAddress? {
    if case .addresses(let addresses) = self { return addresses.first }
    return nil
  }
}
