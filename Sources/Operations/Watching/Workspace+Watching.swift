import Glibc
import Threads

extension Workspace {
  /// Reports changes of the given files, relative to the root, and of any environment file, also when a folder is removed
  /// and made again. No change after the return of this function is missed. A burst of changes is one event, reported
  /// after `quietMilliseconds` without a change. Changes between `reading`, when the caller began to read the files, and
  /// now are reported at once. Takes one thread, which sleeps until the kernel wakes it and ends with the stream.
  package func changes(
    of files: some Sequence<String>, since reading: FileMoment? = nil, quietMilliseconds: Int = 50
  ) -> AsyncStream<FileEvent> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: FileEvent.self, bufferingPolicy: .bufferingNewest(1))
    do {
      let watched = WatchedFiles(workspace: self, files: Set(files))
      let watch = try FileWatch(watched)
      guard let wakeUp = WakeUp() else { throw FileError("watch", root) }
      continuation.onTermination = { _ in wakeUp.signal() }
      if let reading, watched.hasChanges(since: reading) { continuation.yield(.changed) }
      let isStarted = BlockingThread.start {
        follow(watch, until: wakeUp, quietMilliseconds: quietMilliseconds, continuation)
      }
      if !isStarted { throw FileError("watch", root, reason: "no thread is left") }
    } catch {
      continuation.yield(.blind("\(error)"))
      continuation.finish()
    }
    return stream
  }
}

/// A burst that does not end is reported after this many quiet periods.
private let burstMax = 20

private func follow(
  _ watch: FileWatch, until wakeUp: WakeUp, quietMilliseconds: Int,
  _ continuation: AsyncStream<FileEvent>.Continuation
) {
  do {
    while Waiting.on(watch.descriptor, POLLIN, milliseconds: nil, or: wakeUp) == .ready {
      if try watch.drain() { continue }
      let deadline = ContinuousClock.now + .milliseconds(quietMilliseconds) * burstMax
      while ContinuousClock.now < deadline,
        Waiting.on(watch.descriptor, POLLIN, milliseconds: quietMilliseconds, or: wakeUp) == .ready
      { _ = try watch.drain() }
      if try watch.conclude() { continuation.yield(.changed) }
    }
  } catch {
    continuation.yield(.blind("\(error)"))
  }
  continuation.finish()
}
