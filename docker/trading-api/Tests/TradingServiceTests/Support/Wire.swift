import NIOCore
import NIOPosix
import NIOSSL

/// One connection to a target, as raw bytes.
struct Wire: Sendable {
  typealias Bytes = NIOAsyncChannel<ByteBuffer, ByteBuffer>

  struct Silence: Error, CustomStringConvertible {
    var received: String
    var description: String { "the connection stays open; received: \(received)" }
  }

  /// Sends `pieces` one by one, with `pause` between them, and returns all that comes until the server
  /// closes. A server that does not close within ten seconds fails the test.
  static func exchange(
    _ pieces: [String], with target: Target, pause: Duration = .zero,
    patience: Duration = .seconds(10)
  ) async throws -> String {
    try await exchange(
      bytes: pieces.map { Array($0.utf8) }, with: target, pause: pause, patience: patience)
  }

  static func exchange(
    bytes pieces: [[UInt8]], with target: Target, pause: Duration = .zero,
    endsInput: Bool = false, patience: Duration = .seconds(10)
  ) async throws -> String {
    let channel = try await connect(to: target)
    let received = Received()
    return try await channel.executeThenClose { inbound, outbound in
      try await withThrowingTaskGroup(of: Bool.self) { group in
        group.addTask {
          do {
            for try await part in inbound { await received.take(part) }
          } catch is CancellationError {
            throw CancellationError()
          } catch {
            // A reset after the answer is a close, too.
          }
          return true
        }
        group.addTask {
          for piece in pieces {
            do { try await outbound.write(ByteBuffer(bytes: piece)) } catch { break }
            if pause > .zero { try await Task.sleep(for: pause) }
          }
          if endsInput { outbound.finish() }
          return false
        }
        group.addTask {
          try await Task.sleep(for: patience)
          throw Silence(received: await received.text)
        }
        defer { group.cancelAll() }
        while let isClosed = try await group.next() {
          if isClosed { break }
        }
        return await received.text
      }
    }
  }

  private actor Received {
    var text = ""
    func take(_ part: ByteBuffer) { text += String(buffer: part) }
  }

  static func connect(to target: Target) async throws -> Bytes {
    let context = try target.isTLS ? target.clientContext() : nil
    return try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.allowRemoteHalfClosure, value: true)
      .connect(host: target.host, port: target.port) { channel in
        channel.eventLoop.makeCompletedFuture {
          if let context {
            try channel.pipeline.syncOperations.addHandler(
              NIOSSLClientHandler(context: context, serverHostname: nil))
          }
          return try Bytes(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true))
        }
      }
  }
}
