import Environments
import Glibc
import Synchronization

/// The shared state of a fake engine's threads.
final class FakeEngineCore: Sendable {
  private struct Waiter: Sendable {
    var number: Int
    var holds: @Sendable (FakeEngineState) -> Bool
    var continuation: CheckedContinuation<Void, Never>
  }

  private struct Inside {
    var state = FakeEngineState()
    var waiters: [Waiter] = []
    var lastWaiter = 0
    var withdrawn: Set<Int> = []
  }

  private let inside = Mutex(Inside())

  var state: FakeEngineState { inside.withLock(\.state) }

  @discardableResult
  func change<Result: Sendable>(_ body: (inout FakeEngineState) -> Result) -> Result {
    let (result, met) = inside.withLock { inside -> (Result, [Waiter]) in
      let result = body(&inside.state)
      let met = inside.waiters.filter { $0.holds(inside.state) }
      let numbers = Set(met.map(\.number))
      inside.waiters.removeAll { numbers.contains($0.number) }
      return (result, met)
    }
    for waiter in met { waiter.continuation.resume() }
    return result
  }

  func wait(until holds: @escaping @Sendable (FakeEngineState) -> Bool) async {
    let number = inside.withLock { inside in
      inside.lastWaiter += 1
      return inside.lastWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let waits = inside.withLock { inside in
          if inside.withdrawn.contains(number) || holds(inside.state) { return false }
          inside.waiters.append(Waiter(number: number, holds: holds, continuation: continuation))
          return true
        }
        if !waits { continuation.resume() }
      }
    } onCancel: {
      let waiter = inside.withLock { inside in
        inside.withdrawn.insert(number)
        let waiter = inside.waiters.first { $0.number == number }
        inside.waiters.removeAll { $0.number == number }
        return waiter
      }
      waiter?.continuation.resume()
    }
  }

  func endConnections(wanted: (FakeEngineState.Open) -> Bool) {
    change { state in
      for connection in state.connections.values where wanted(connection) {
        shutdown(connection.descriptor, Int32(SHUT_RDWR))
      }
    }
  }

  /// - Parameter event: creates the event for a time in seconds since 1970.
  func tell(_ event: (Int) -> FakeEvent) {
    change { state in
      let start = CivilTime(state.systemTime.prefix(19))?.seconds ?? 0
      let new = event((state.events.last?.time ?? start) + 1)
      state.events.append(new)
      state.send(Array(new.line.utf8), to: .events)
    }
  }

  func send(_ bytes: [UInt8], to stream: FakeStream) {
    change { $0.send(bytes, to: stream) }
  }

  func sendLine(_ line: FakeLogLine, ofContainer id: String) {
    change { state in
      guard let container = state.containers.first(where: { $0.id == id }) else { return }
      // Followers always request the times.
      state.send(line.bytes(hasTime: true, isFramed: !container.hasTerminal), to: .log(of: id))
    }
  }

  /// The number of bytes that a writable socket accepts without blocking.
  func offer(_ bytes: ArraySlice<UInt8>, to stream: FakeStream) -> Int {
    change { state in
      let open = state.connections.values.filter { $0.stream == stream }
      var waiting = open.map { pollfd(fd: $0.descriptor, events: Int16(POLLOUT), revents: 0) }
      guard !open.isEmpty, poll(&waiting, nfds_t(waiting.count), 0) == waiting.count else {
        return 0
      }
      var piece = Array(bytes)
      if case .log = stream { piece = FakeLogLine.frame(piece, .output) }
      state.send(piece, to: stream)
      return bytes.count
    }
  }

  /// Sends the last chunk: the response is complete, and its connection is idle.
  func end(_ stream: FakeStream) {
    change { state in
      for (number, open) in state.connections where open.stream == stream {
        FakeConnection.send(Array("0\r\n\r\n".utf8), to: open.descriptor)
        state.connections[number]?.stream = nil
        state.connections[number]?.isBusy = false
      }
    }
  }
}

extension FakeEngineState {
  func send(_ bytes: [UInt8], to stream: FakeStream) {
    for open in connections.values where open.stream == stream {
      FakeConnection.send(chunk(bytes), to: open.descriptor)
    }
  }
}

/// A chunk of HTTP/1.1.
func chunk(_ bytes: [UInt8]) -> [UInt8] {
  Array((String(bytes.count, radix: 16) + "\r\n").utf8) + bytes + Array("\r\n".utf8)
}
