import Environments
import Glibc

/// The activity record, `.triptych/activity.jsonl`: append-only, one line at a time, on disk before the act goes on.
package struct ActivityLog: Sendable {
  let workspace: Workspace

  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Appends one entry and waits until the disk has it.
  package func append(_ entry: ActivityEntry) throws(FileError) {
    let path = try workspace.state() + "/activity.jsonl"
    let number = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard let file = Descriptor(taking: number) else { throw FileError("write", path) }
    let line = Array("\(entry.json.line)\n".utf8)
    // One write, so that the entries of two processes do not mix.
    let count = line.withUnsafeBytes { Glibc.write(file.number, $0.baseAddress, $0.count) }
    guard count == line.count, fsync(file.number) == 0 else { throw FileError("write", path) }
  }
}

extension ActivityLog {
  /// The newest entries within the last `bytesMax` bytes, oldest first; other lines are skipped.
  func recent(bytesMax: Int = 256 << 10) -> [ActivityEntry] {
    let path = workspace.path("\(Workspace.stateFolder)/activity.jsonl")
    let number = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW)
    guard let file = Descriptor(taking: number) else { return [] }
    let size = Int(lseek(file.number, 0, SEEK_END))
    let start = max(0, size - bytesMax)
    guard lseek(file.number, off_t(start), SEEK_SET) >= 0,
      let bytes = file.read(bytesMax: bytesMax, expecting: size - start)
    else { return [] }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    // The first line of a part is incomplete.
    return lines.dropFirst(start > 0 ? 1 : 0).compactMap {
      JSONValue(json: Array($0)).flatMap { try? ActivityEntry($0) }
    }
  }
}
