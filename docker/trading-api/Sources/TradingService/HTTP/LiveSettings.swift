import Hummingbird
import NIOSSL
import Synchronization

/// What the service obeys at this moment, as one value: who reads it once never sees half of a reload.
package struct Live: Sendable {
  package var configuration: ServiceConfiguration
  package var keys: APIKeys
  /// Nil when the api speaks plain HTTP.
  package var tls: NIOSSLContext?

  package init(
    configuration: ServiceConfiguration, keys: APIKeys = APIKeys.read("", file: "").keys,
    tls: NIOSSLContext? = nil
  ) {
    self.configuration = configuration
    self.keys = keys
    self.tls = tls
  }

  /// Which key the request proves to hold, such as `key 1`; nil for none.
  func client(of request: Request) -> String? {
    configuration.api.authentication.flatMap { request.headers[named: $0.header] }
      .flatMap(keys.client(holding:))
  }
}

/// The settings of a running service; a reload replaces them at once.
package final class LiveSettings: Sendable {
  private let state: Mutex<Live>

  package init(_ live: Live) { state = Mutex(live) }

  package var current: Live { state.withLock { $0 } }

  package func replace(with live: Live) { state.withLock { $0 = live } }
}
