import NIOCore
import NIOHTTP1

/// Refuses heads that two servers could read differently, and makes HTTP/1.0 connections end as their
/// clients expect. It stands before HTTPTypes, which forgets versions and repeated hosts.
final class RequestHeadHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  private var hasFailed = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !hasFailed else { return }
    guard case .head(var head) = unwrapInboundIn(data) else {
      context.fireChannelRead(data)
      return
    }
    if let error = Self.ambiguity(of: head) {
      hasFailed = true
      context.fireErrorCaught(error)
      return
    }
    if head.version == .http1_0 || head.headers[canonicalForm: "connection"].contains("close") {
      // In the one spelling that Hummingbird looks for.
      head.headers.replaceOrAdd(name: "Connection", value: "close")
    }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  static func ambiguity(of head: HTTPRequestHead) -> HTTPParserError? {
    guard head.version == .http1_1 || head.version == .http1_0 else { return .invalidVersion }
    let hosts = head.headers["Host"].count
    if hosts > 1 || (hosts == 0 && head.version == .http1_1) { return .invalidHeaderToken }
    let lengths = head.headers["Content-Length"]
    let codings = head.headers["Transfer-Encoding"]
    if lengths.count > 1 || (!lengths.isEmpty && !codings.isEmpty) {
      return .unexpectedContentLength
    }
    if let length = lengths.first, !length.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      return .invalidContentLength
    }
    if !codings.isEmpty, codings.map({ $0.lowercased() }) != ["chunked"] || head.version == .http1_0
    {
      return .unexpectedContentLength
    }
    if head.method == .CONNECT { return .invalidMethod }
    return nil
  }
}
