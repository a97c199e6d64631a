import NIOSSL

/// What one listening socket allows each of its connections.
package struct ConnectionSettings: Sendable {
  package var connectionsMax: Int
  package var requestTimeout: Duration
  package var idleTimeout: Duration
  /// The context for the next connection; nil for plain HTTP. Asked each time, so that a renewed
  /// certificate counts at once and open connections keep theirs.
  package var tls: @Sendable () -> NIOSSLContext?

  package init(
    connectionsMax: Int, requestTimeout: Duration, idleTimeout: Duration,
    tls: @escaping @Sendable () -> NIOSSLContext? = { nil }
  ) {
    self.connectionsMax = connectionsMax
    self.requestTimeout = requestTimeout
    self.idleTimeout = idleTimeout
    self.tls = tls
  }
}
