import Glibc
import NIOCore
import NIOPosix

/// Why there is no answer, in words.
struct HTTPGetError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) { self.description = description }

  /// What went wrong while connecting to `address`.
  init(connectionError error: any Error, _ address: Address, _ timeout: Duration) {
    switch (error as? NIOConnectionError)?.connectionErrors.first?.error ?? error {
    case let failure as IOError:
      description = "\(address) cannot be reached: \(String(cString: strerror(failure.errnoCode)))"
    case ChannelError.connectTimeout:
      description = "\(address) does not take a connection within \(timeout.words)"
    case let failure as NIOConnectionError where failure.connectionErrors.isEmpty:
      description = "the name \(address.host) cannot be resolved"
    default:
      description = "\(address) cannot be reached"
    }
  }
}
