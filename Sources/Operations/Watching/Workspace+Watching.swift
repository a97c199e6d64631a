import Glibc

extension Workspace {
  /// Tells whenever one of the files, given relative to the root, or any environment file changes, also when its
  /// folder is removed and made again. What changes after this returns is never missed; a burst of changes is one
  /// event, told when it has been quiet for `quietMilliseconds`. Costs one thread, which sleeps until the kernel
  /// wakes it and ends with the stream.
  package func changes(
    of files: Set<String>, quietMilliseconds: Int32 = 50
  ) -> AsyncStream<FileEvent> {
    let (stream, continuation) = AsyncStream.makeStream(
      of: FileEvent.self, bufferingPolicy: .bufferingNewest(1))
    do {
      let watch = try FileWatch(WatchedFiles(workspace: self, files: files))
      guard let wakeUp = WakeUp() else { throw FileError("watch", root) }
      continuation.onTermination = { _ in wakeUp.signal() }
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

/// A burst that never ends is told this many quiet times after it began.
private let burstMax = 20

private func follow(
  _ watch: FileWatch, until wakeUp: WakeUp, quietMilliseconds: Int32,
  _ continuation: AsyncStream<FileEvent>.Continuation
) {
  do {
    while wait(watch, wakeUp, milliseconds: -1) == .ready {
      if try watch.drain() { continue }
      let deadline = ContinuousClock.now + .milliseconds(quietMilliseconds) * burstMax
      while ContinuousClock.now < deadline,
        wait(watch, wakeUp, milliseconds: quietMilliseconds) == .ready
      { _ = try watch.drain() }
      if try watch.conclude() { continuation.yield(.changed) }
    }
  } catch {
    continuation.yield(.blind("\(error)"))
  }
  continuation.finish()
}

private enum Waiting { case ready, quiet, over }

private func wait(_ watch: FileWatch, _ wakeUp: WakeUp, milliseconds: Int32) -> Waiting {
  var descriptors = [
    pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0),
    pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
  ]
  var count = poll(&descriptors, 2, milliseconds)
  while count < 0 && errno == EINTR { count = poll(&descriptors, 2, milliseconds) }
  if count < 0 || descriptors[1].revents != 0 { return .over }
  return count == 0 ? .quiet : .ready
}
