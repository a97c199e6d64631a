import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix

private typealias Exchange = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

/// Asks `address` for `path` over plain HTTP on a connection of its own, and reads at most 1 MiB.
///
/// Any status is an answer; no answer within the timeout throws. One request every interval does not pay
/// for an HTTP client with pools and TLS, which would double the time the image takes to build.
package func get(_ path: String, from address: Address, timeout: Duration) async throws
  -> HTTPAnswer
{
  try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
    group.addTask { try await exchange(path, with: address, timeout: timeout) }
    group.addTask {
      try await Task.sleep(for: timeout)
      throw HTTPGetError("\(address) does not answer within \(timeout.words)")
    }
    defer { group.cancelAll() }
    guard let first = try await group.next() else { throw CancellationError() }
    return first
  }
}

private func exchange(
  _ path: String, with address: Address, timeout: Duration
) async throws -> HTTPAnswer {
  let channel = try await connect(to: address, timeout: timeout)
  return try await channel.executeThenClose { inbound, outbound in
    let head = HTTPRequestHead(
      version: .http1_1, method: .GET, uri: path,
      headers: ["Host": "\(address)", "Connection": "close"])
    // In one go: a quick server has answered and closed before a second write would come.
    try await outbound.write(contentsOf: [.head(head), .end(nil)])
    return try await answer(from: inbound, address)
  }
}

private func connect(to address: Address, timeout: Duration) async throws -> Exchange {
  do {
    return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(TimeAmount(timeout))
      .connect(host: address.host, port: address.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHTTPClientHandlers()
          return try Exchange(wrappingChannelSynchronously: channel)
        }
      }
  } catch let error as NIOConnectionError {
    throw HTTPGetError(sentence(error, address))
  } catch ChannelError.connectTimeout {
    throw HTTPGetError("\(address) does not take a connection within \(timeout.words)")
  } catch let error as IOError {
    throw HTTPGetError("\(address) cannot be reached: \(error.localizedReason)")
  }
}

private func answer(
  from inbound: NIOAsyncChannelInboundStream<HTTPClientResponsePart>, _ address: Address
) async throws -> HTTPAnswer {
  var status: Int?
  var body: [UInt8] = []
  for try await part in inbound {
    switch part {
    case .head(let head): status = Int(head.status.code)
    case .body(let buffer):
      body += buffer.readableBytesView
      guard body.count <= 1 << 20 else { throw HTTPGetError("\(address) answers over 1 MiB") }
    case .end:
      if let status { return HTTPAnswer(status: status, body: body) }
    }
  }
  throw HTTPGetError("\(address) closes the connection before it has answered")
}

private func sentence(_ error: NIOConnectionError, _ address: Address) -> String {
  let first = error.connectionErrors.first?.error
  if let failure = first as? IOError {
    return "\(address) cannot be reached: \(failure.localizedReason)"
  }
  if case .connectTimeout(let limit)? = first as? ChannelError {
    return "\(address) does not take a connection within \(limit.words)"
  }
  if error.connectionErrors.isEmpty { return "the name \(address.host) cannot be resolved" }
  return "\(address) cannot be reached"
}

extension TimeAmount {
  fileprivate var words: String { Duration.nanoseconds(nanoseconds).words }
}

extension IOError {
  /// The system's own words for the error, without the call that met it.
  fileprivate var localizedReason: String { String(cString: strerror(errnoCode)) }
}
