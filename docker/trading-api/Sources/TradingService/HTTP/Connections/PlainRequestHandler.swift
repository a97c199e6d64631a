import NIOCore

/// Tells a client that speaks plain HTTP to the TLS port so, in words it understands, and hangs up.
///
/// It stands before TLS and steps aside after the first byte: TLS begins with 0x16, HTTP with a letter.
final class PlainRequestHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private static let letters = UInt8(ascii: "A")...UInt8(ascii: "Z")

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    guard let first = bytes.readableBytesView.first, Self.letters.contains(first) else {
      context.fireChannelRead(data)
      context.pipeline.syncOperations.removeHandler(self, promise: nil)
      return
    }
    let (head, body) = Problem(.badRequest, detail: "This port speaks TLS: use https.").answer
    let fields = head.headerFields.map { "\($0.name.rawName): \($0.value)\r\n" }.joined()
    var answer = context.channel.allocator.buffer(
      string: "HTTP/1.1 400 Bad Request\r\n\(fields)connection: close\r\n\r\n")
    answer.writeImmutableBuffer(body)
    context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
    context.close(promise: nil)
  }
}
