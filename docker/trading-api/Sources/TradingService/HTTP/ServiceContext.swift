import Hummingbird
import NIOCore

/// What is known of one request on its way through the service.
package struct ServiceContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  /// Where the connection comes from; nil where a test asks without one.
  package let remoteAddress: SocketAddress?
  /// Which key the client proved to hold, such as `key 1`; nil for anybody. Never the key itself.
  package var client: String?
  /// What the client calls this request, or what it was called here.
  package var requestID = ""

  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress
  }

  /// The template of the route that answers, such as `/orders/{id}`; nil when there is none.
  var route: String? {
    guard let path = endpointPath, path != "NotFound" else { return nil }
    return path.hasPrefix("/") ? path : "/\(path)"
  }

  var isKnownRoute: Bool { route != nil }
}
