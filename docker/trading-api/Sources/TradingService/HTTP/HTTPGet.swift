import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

private typealias Exchange = NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>

/// Asks `address` for `path` on a connection of its own, and reads at most 1 MiB.
///
/// Any status is an answer; no answer within the timeout throws. One request now and then does not pay
/// for an HTTP client with pools, which would double the time the image takes to build.
package func get(
  _ path: String, from address: Address, timeout: Duration, tls: NIOSSLContext? = nil
) async throws -> HTTPAnswer {
  try await withThrowingTaskGroup(of: HTTPAnswer.self) { group in
    group.addTask { try await exchange(path, with: address, timeout: timeout, tls) }
    group.addTask {
      try await Task.sleep(for: timeout)
      throw HTTPGetError("\(address) does not answer within \(timeout.words)")
    }
    defer { group.cancelAll() }
    guard let first = try await group.next() else { throw CancellationError() }
    return first
  }
}

/// Follows the event stream at `path`: calls `each` with the data of every event, until the source ends
/// it. A source that does not connect or is silent for longer than `silence` throws.
func events(
  _ path: String, from address: Address, silence: Duration,
  each: @escaping @Sendable (String) -> Void
) async throws {
  let last = LastEvent()
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask {
      try await follow(path, at: address, timeout: silence) { data in
        last.moment.withLock { $0 = .now }
        each(data)
      }
    }
    group.addTask {
      while true {
        let moment = last.moment.withLock { $0 } + silence
        if moment <= .now { throw HTTPGetError("\(address) is silent for \(silence.words)") }
        try await Task.sleep(until: moment)
      }
    }
    defer { group.cancelAll() }
    try await group.next()
  }
}

/// When something came last; a class, because two tasks look at it.
private final class LastEvent: Sendable {
  let moment = Mutex(ContinuousClock.now)
}

private func exchange(
  _ path: String, with address: Address, timeout: Duration, _ tls: NIOSSLContext?
) async throws -> HTTPAnswer {
  let channel = try await connect(to: address, timeout: timeout, tls)
  return try await channel.executeThenClose { inbound, outbound in
    try await ask(path, address, outbound)
    return try await answer(from: inbound, address)
  }
}

private func follow(
  _ path: String, at address: Address, timeout: Duration, each: (String) -> Void
) async throws {
  let channel = try await connect(to: address, timeout: timeout, nil)
  try await channel.executeThenClose { inbound, outbound in
    try await ask(path, address, outbound)
    var events = EventLines()
    for try await part in inbound {
      switch part {
      case .head(let head) where head.status != .ok:
        throw HTTPGetError("\(address) answers \(head.status.code)")
      case .body(let buffer):
        for data in events.take(buffer.readableBytesView) { each(data) }
        guard events.pendingCount <= 1 << 20 else {
          throw HTTPGetError("\(address) sends an event of over 1 MiB")
        }
      case .head: break
      case .end: return
      }
    }
  }
}

private func ask(
  _ path: String, _ address: Address,
  _ outbound: NIOAsyncChannelOutboundWriter<HTTPClientRequestPart>
) async throws {
  let head = HTTPRequestHead(
    version: .http1_1, method: .GET, uri: path,
    headers: ["Host": "\(address)", "Connection": "close"])
  // In one go: a quick server has answered and closed before a second write would come.
  try await outbound.write(contentsOf: [.head(head), .end(nil)])
}

private func connect(
  to address: Address, timeout: Duration, _ tls: NIOSSLContext?
) async throws -> Exchange {
  do {
    return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connectTimeout(TimeAmount(timeout))
      .connect(host: address.host, port: address.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          if let tls {
            try channel.pipeline.syncOperations.addHandler(
              NIOSSLClientHandler(context: tls, serverHostname: nil))
          }
          try channel.pipeline.syncOperations.addHTTPClientHandlers()
          return try Exchange(wrappingChannelSynchronously: channel)
        }
      }
  } catch {
    throw HTTPGetError(connectionError: error, address, timeout)
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
