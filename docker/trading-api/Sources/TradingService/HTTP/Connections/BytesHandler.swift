import NIOCore

/// Tells the connection of every arrival of bytes, before the parser has made anything of them.
final class BytesHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  private let connection: ConnectionHandler

  init(connection: ConnectionHandler) { self.connection = connection }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    // After the last word, bytes are only taken so that they are not unread.
    guard !connection.isOver else { return }
    connection.bytesArrived()
    context.fireChannelRead(data)
  }
}
