import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Takes the body of an answer as text.
final class CollectingWriter: ResponseBodyWriter {
  let text = Mutex("")

  func write(_ buffer: ByteBuffer) async throws {
    let part = String(buffer: buffer)
    text.withLock { $0 += part }
  }

  consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
