import Glibc

/// The record of acts, `.triptych/activity.jsonl`: only ever appended to, a line at a time, on disk before the act goes on.
package struct ActivityLog: Sendable {
  let workspace: Workspace

  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Appends one entry and waits until the disk has it.
  package func append(_ entry: ActivityEntry) throws(FileError) {
    let path = try workspace.state() + "/activity.jsonl"
    let number = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard let file = Descriptor(taking: number) else { throw FileError("write", path) }
    let line = Array("\(entry.json.line)\n".utf8)
    // One write: entries of two processes must not run into each other.
    let count = line.withUnsafeBytes { Glibc.write(file.number, $0.baseAddress, $0.count) }
    guard count == line.count, fsync(file.number) == 0 else { throw FileError("write", path) }
  }
}
