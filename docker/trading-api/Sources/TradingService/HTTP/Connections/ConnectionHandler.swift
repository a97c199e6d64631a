import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// Keeps the time of one connection, ends it, and answers what never reaches a route: broken HTTP and
/// requests that do not end.
final class ConnectionHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  private static let grace = TimeAmount.milliseconds(250)
  /// How long what a client still sends is read away after our last word: a connection closed over unread
  /// bytes is reset, and the client would never see the answer.
  private static let linger = TimeAmount.seconds(1)

  private let settings: ConnectionSettings
  private let metrics: Metrics
  private var state = ConnectionState()
  private var scheduled: Scheduled<Void>?
  private var armed = ConnectionState.Timer.none
  private var context: ChannelHandlerContext?
  /// Why the next answer of Hummingbird's own, a bare 400, becomes a problem document.
  private var failure: Problem?
  /// After it nothing more is written: the answer was ours and the connection is closing.
  private(set) var isOver = false

  init(settings: ConnectionSettings, metrics: Metrics) {
    self.settings = settings
    self.metrics = metrics
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    arm()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    scheduled?.cancel()
    self.context = nil
  }

  func channelInactive(context: ChannelHandlerContext) {
    isOver = true
    scheduled?.cancel()
    context.fireChannelInactive()
  }

  /// Bytes have arrived, whatever they are; the parser may be waiting for more of them.
  func bytesArrived() {
    state.readBytes()
    arm()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: state.readHead()
    case .body: break
    case .end: state.readEnd()
    }
    arm()
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.fireChannelReadComplete()
    if isOver { context.read() }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    state.writability(context.channel.isWritable)
    arm()
    context.fireChannelWritabilityChanged()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard !isOver else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    switch unwrapOutboundIn(data) {
    case .head(let head):
      if let failure, head.status == .badRequest, head.headerFields[.contentType] == nil {
        return answer(failure, context)
      }
      let isStream = head.headerFields[.contentType]?.hasPrefix("text/event-stream") == true
      state.writeHead(isStream: isStream)
      context.write(data, promise: promise)
    case .body:
      context.write(data, promise: promise)
    case .end:
      let isLast = state.writeEnd()
      context.write(data, promise: promise)
      if isLast {
        context.flush()
        context.close(promise: nil)
      }
    }
    arm()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // The parser complains again of every byte that follows.
    guard failure == nil else { return }
    guard let parserError = Self.parserError(error) else {
      // The peer is gone, or its TLS is broken: there is nobody to talk to.
      context.fireErrorCaught(error)
      context.close(promise: nil)
      return
    }
    failure =
      parserError == .headerOverflow
      ? Problem(
        .requestHeaderFieldsTooLarge,
        detail: "The header of a request may have 16 KiB in 100 lines.")
      : Problem(.badRequest, detail: "The request is not valid HTTP.")
    // Hummingbird answers in its turn, after the requests before this one.
    context.fireErrorCaught(parserError)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is ChannelShouldQuiesceEvent {
      if state.quiesce() { context.close(promise: nil) }
    } else if isOver, event as? ChannelEvent == .inputClosed {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }

  private static func parserError(_ error: any Error) -> HTTPParserError? {
    if error is HTTP1TypeConversionError { return .invalidMethod }
    return error as? HTTPParserError
  }
}

extension ConnectionHandler {
  /// Starts the clock of the state anew when it has changed.
  private func arm() {
    guard state.timer != armed, let context, !isOver else { return }
    armed = state.timer
    scheduled?.cancel()
    switch armed {
    case .none: scheduled = nil
    case .idle, .stalled: schedule(TimeAmount(settings.idleTimeout), context)
    case .request: schedule(TimeAmount(settings.requestTimeout), context)
    }
  }

  private func schedule(_ time: TimeAmount, _ context: ChannelHandlerContext) {
    scheduled = context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.expire() }
  }

  private func expire() {
    guard let context, !isOver else { return }
    switch state.expire() {
    case .close: close(context)
    case .grace: schedule(Self.grace, context)
    case .answer(let status):
      answer(
        status == 408
          ? Problem(
            .requestTimeout,
            detail: "The request was not complete within \(settings.requestTimeout.words).")
          : Problem(
            .serviceUnavailable,
            detail: "No answer was ready within \(settings.requestTimeout.words)."),
        context)
    }
  }

  /// Answers in place of a route, and ends the connection.
  private func answer(_ problem: Problem, _ context: ChannelHandlerContext) {
    guard state.canAnswer else { return close(context) }
    metrics.count(method: "other", route: nil, status: problem.status, took: nil)
    var (head, body) = problem.answer
    head.headerFields[.connection] = "close"
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(body)), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    end(context)
    context.close(mode: .output, promise: nil)
    scheduled = context.eventLoop.assumeIsolated().scheduleTask(in: Self.linger) {
      self.context?.close(promise: nil)
    }
    context.read()
  }

  private func close(_ context: ChannelHandlerContext) {
    end(context)
    context.close(promise: nil)
  }

  private func end(_ context: ChannelHandlerContext) {
    isOver = true
    scheduled?.cancel()
    // Who reads the body must not take what has arrived of it for all of it.
    context.fireErrorCaught(HTTPParserError.closedConnection)
  }
}
