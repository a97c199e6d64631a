import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOSSL

/// HTTP/1.1 with the limits of `ConnectionSettings`, with or without TLS.
///
/// Of our own, because Hummingbird's channels know neither a deadline that begins with a request's first
/// byte, nor a certificate that changes, nor problem documents for broken HTTP.
struct EdgeChannel: HTTPChannelHandler {
  typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

  var responder: HTTPChannelHandler.Responder
  var settings: ConnectionSettings
  var metrics: Metrics
  private let connections = ConnectionCount()

  init(
    responder: @escaping HTTPChannelHandler.Responder, settings: ConnectionSettings,
    metrics: Metrics
  ) {
    self.responder = responder
    self.settings = settings
    self.metrics = metrics
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    channel.eventLoop.makeCompletedFuture {
      guard connections.take(atMost: settings.connectionsMax) else {
        metrics.countRefusedConnection()
        channel.close(promise: nil)
        throw ChannelError.alreadyClosed
      }
      let connections = connections
      channel.closeFuture.whenComplete { _ in connections.giveBack() }
      return try pipeline(of: channel)
    }
  }

  func handle(value: Value, logger: Logger) async {
    await handleHTTP(asyncChannel: value, logger: logger)
  }

  private func pipeline(of channel: any Channel) throws -> Value {
    let pipeline = channel.pipeline.syncOperations
    let connection = ConnectionHandler(settings: settings, metrics: metrics)
    if let context = settings.tls() {
      try pipeline.addHandler(PlainRequestHandler())
      try pipeline.addHandler(NIOSSLServerHandler(context: context))
    }
    try pipeline.addHandler(BytesHandler(connection: connection))
    var limits = NIOHTTPDecoderLimitConfiguration()
    limits.maxHeaderFieldSize = 8 * 1_024
    limits.maxHeaderListSize = 16 * 1_024
    limits.maxHeaderFieldCount = 100
    try pipeline.configureHTTPServerPipeline(
      withPipeliningAssistance: false, withErrorHandling: false,
      withOutboundHeaderValidation: false, withEncoderConfiguration: .init(),
      withDecoderLimitConfiguration: limits)
    try pipeline.addHandler(RequestHeadHandler())
    try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
    try pipeline.addHandler(connection)
    return try NIOAsyncChannel(
      wrappingChannelSynchronously: channel,
      configuration: .init(isOutboundHalfClosureEnabled: true))
  }
}
