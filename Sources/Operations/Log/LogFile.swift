import Environments
import Glibc
import Logging

/// triptych's own log, `.triptych/triptych.log`: one line for each event, never on the screen. Beyond `bytesMax` the file
/// becomes `triptych.log.1` and a new one begins. If it cannot be written, there is no log; nothing depends on it.
package struct LogFile: LogHandler {
  package static let bytesMax = 1 << 20

  package var metadata: Logger.Metadata = [:]
  package var logLevel = Logger.Level.info
  private let workspace: Workspace

  /// A logger that writes below a repository's root.
  package static func logger(for workspace: Workspace) -> Logger {
    Logger(label: "triptych", factory: { _ in LogFile(workspace: workspace) })
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    guard let folder = try? workspace.state() else { return }
    let path = folder + "/triptych.log"
    guard let file = try? OwnFile.open(path, for: .appending, to: "write") else { return }
    let words = SecretGate.process.shown(event.message.description, from: .other).spelledOut
    let line = "\(CivilTime.timestamp(secondsNow())) \(event.level) \(words)\n"
    // One write, so that the lines of two processes do not mix.
    let bytes = Array(line.utf8)
    _ = bytes.withUnsafeBytes { write(file.number, $0.baseAddress, $0.count) }
    if lseek(file.number, 0, SEEK_END) > Self.bytesMax { rename(path, path + ".1") }
  }
}
