import Environments
import Glibc

extension ActivityLog {
  /// The newest entries, oldest first, as far back as `bytesMax` reaches; lines that are none are passed over.
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
    // The first line of a part is only its end.
    return lines.dropFirst(start > 0 ? 1 : 0).compactMap {
      JSONValue(json: Array($0)).flatMap { try? ActivityEntry($0) }
    }
  }
}
