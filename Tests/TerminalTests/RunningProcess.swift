import FoundationEssentials
import Glibc

/// The kernel's figures of a running process.
struct RunningProcess {
  let id: Int32

  /// In KiB.
  var residentMemory: Int {
    text("status").split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
      .flatMap { Int($0.filter(\.isNumber)) } ?? 0
  }

  /// User and system time, in ticks of 10 ms.
  var processorTicks: Int {
    // The name, in brackets, can contain blanks.
    let fields = text("stat").split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 12 else { return 0 }
    return (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
  }

  var openFiles: Int { entries("fd").count }

  /// The number of children that run or were not waited for.
  var children: Int {
    entries("task").reduce(0) { sum, thread in
      sum + text("task/\(thread)/children").split(separator: " ").count
    }
  }

  private func text(_ name: String) -> String {
    // Files of /proc have no size, so they are read to their end.
    guard let file = fopen("/proc/\(id)/\(name)", "r") else { return "" }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = fread(&bytes, 1, bytes.count, file)
    return String(decoding: bytes.prefix(count), as: UTF8.self)
  }

  private func entries(_ name: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/\(name)")) ?? []
  }
}
