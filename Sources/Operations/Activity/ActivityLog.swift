import Environments
import Glibc

/// The activity record, `.triptych/activity.jsonl`: append-only, one line at a time, on disk before the act goes on.
package struct ActivityLog: Sendable {
  let workspace: Workspace

  package init(_ workspace: Workspace) { self.workspace = workspace }

  /// Appends one entry and waits until the disk has it.
  package func append(_ entry: ActivityEntry) throws(FileError) {
    let path = try workspace.state() + "/activity.jsonl"
    let file = try OwnFile.open(path, for: .appending, to: "write")
    var line = Array("\(SecretGate.process.masked(entry.json.line))\n".utf8)
    let size = lseek(file.number, 0, SEEK_END)
    // A process that was killed, or a disk that was full, may have left half a line; this entry must not continue it.
    if size > 0, endsWithinLine(path, size: size) { line.insert(UInt8(ascii: "\n"), at: 0) }
    // One write, so that the entries of two processes do not mix.
    let count = line.withUnsafeBytes { Glibc.write(file.number, $0.baseAddress, $0.count) }
    guard count == line.count else {
      // A write that ends early sets no reason; the rest of the line tells it.
      let code = count < 0 ? errno : reasonForShortWrite(file, Array(line[count...]))
      // Half a line is taken back, unless another process has written behind it.
      if count > 0, lseek(file.number, 0, SEEK_END) == size + off_t(count) {
        ftruncate(file.number, size)
      }
      throw FileError("write", path, code: code)
    }
    guard fsync(file.number) == 0 else { throw FileError("write", path) }
  }

  private func endsWithinLine(_ path: String, size: off_t) -> Bool {
    guard let file = try? OwnFile.open(path, for: .reading, to: "read"),
      lseek(file.number, size - 1, SEEK_SET) >= 0
    else { return false }
    return file.read(bytesMax: 1, expecting: 1) != [UInt8(ascii: "\n")]
  }

  private func reasonForShortWrite(_ file: borrowing Descriptor, _ rest: [UInt8]) -> Int32 {
    let count = rest.withUnsafeBytes { Glibc.write(file.number, $0.baseAddress, $0.count) }
    guard count < 0 else {
      // What was written now is taken back with the rest, when nothing came between.
      let end = lseek(file.number, 0, SEEK_END)
      ftruncate(file.number, end - off_t(count))
      return ENOSPC
    }
    return errno
  }
}

extension ActivityLog {
  /// The newest entries within the last `bytesMax` bytes, oldest first; other lines are skipped.
  func recent(bytesMax: Int = 256 << 10) -> [ActivityEntry] {
    let path = workspace.path("\(Workspace.stateFolder)/activity.jsonl")
    guard let file = try? OwnFile.open(path, for: .reading, to: "read") else { return [] }
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
