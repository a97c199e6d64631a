import Environments
import Glibc
import Threads

extension Workspace {
  /// Writes lines into a new file below `.triptych/logs` that only its owner can read; returns the path relative to the
  /// root.
  package func exportLogs(_ lines: [LogLine], of scope: LogScope) throws(FileError) -> String {
    let folder = try state("logs")
    let names = [scope.environment, scope.service ?? "all", Self.compactTime(secondsNow())]
    let name = names.map(Self.fileName).joined(separator: "-") + ".log"
    var bytes: [UInt8] = []
    for line in lines { bytes += Array("\(line.time.text) \(line.source) \(line.text)\n".utf8) }
    try AtomicWrite.write(bytes, to: folder + "/" + name)
    return "\(Self.stateFolder)/logs/\(name)"
  }

  /// Such as `20261123T140201Z`.
  private static func compactTime(_ seconds: Int) -> String {
    CivilTime.timestamp(seconds).filter { $0 != "-" && $0 != ":" }
  }

  /// Names come from files that others wrote, so that no character of them may form a path.
  private static func fileName(_ text: String) -> String {
    String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "_.".contains($0)) ? $0 : "-" })
  }
}

/// Returns when the reader of a pipe or a socket is gone, or when cancelled; a file always has a reader.
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
  // Without a watch the reader counts as present; cancellation ends the sleep.
  if !wasWatched { try? await Task.sleep(for: .seconds(1 << 30)) }
}
