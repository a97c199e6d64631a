import Glibc
import Threads

/// Returns when nobody reads any more what is written to a descriptor, or when cancelled; a file always has a reader.
package func untilReaderIsGone(_ descriptor: Int32) async {
  let wait: @Sendable (WakeUp) -> Bool = { cancellation in
    var watched = [
      pollfd(fd: descriptor, events: 0, revents: 0),
      pollfd(fd: cancellation.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&watched, nfds_t(watched.count), -1) < 0, errno == EINTR {}
    return true
  }
  let wasWatched = await offPool({ _ in false }, wait)
  // Unwatched, it is never gone; cancellation ends the sleep.
  if !wasWatched { try? await Task.sleep(for: .seconds(1 << 30)) }
}
