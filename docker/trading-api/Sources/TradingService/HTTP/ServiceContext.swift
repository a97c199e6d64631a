import Hummingbird
import NIOCore

/// What is known of one request on its way through the service.
package struct ServiceContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// Where the connection comes from; nil where a test asks without one.
  package let remoteAddress: SocketAddress?
  /// Which key the client proved to hold, such as `key 1`; nil for anybody. Never the key itself.
  package var client: String?

  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress
  }
}
