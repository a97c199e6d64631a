import Glibc

/// What the kernel tells about this process.
package struct ProcessFacts: Hashable, Sendable {
  package var residentBytes: Int?
  package var startSeconds: Double?
  package var openDescriptors: Int?

  package init(
    residentBytes: Int? = nil, startSeconds: Double? = nil, openDescriptors: Int? = nil
  ) {
    self.residentBytes = residentBytes
    self.startSeconds = startSeconds
    self.openDescriptors = openDescriptors
  }

  package static func current() -> ProcessFacts {
    // The name of the program stands in parentheses and may hold anything.
    let after = contents("/proc/self/stat").map { text in
      text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
    }
    let boot = contents("/proc/stat")?.split(separator: "\n")
      .first { $0.hasPrefix("btime ") }.flatMap { Double($0.dropFirst("btime ".count)) }
    let ticks = after.flatMap { $0.count > 22 ? Double($0[20]) : nil }
    let pages = after.flatMap { $0.count > 22 ? Int($0[22]) : nil }
    let start = boot.flatMap { boot in
      ticks.map { boot + $0 / Double(sysconf(Int32(_SC_CLK_TCK))) }
    }
    return ProcessFacts(
      residentBytes: pages.map { $0 * sysconf(Int32(_SC_PAGESIZE)) },
      startSeconds: start, openDescriptors: countDescriptors())
  }

  private static func countDescriptors() -> Int? {
    guard let folder = opendir("/proc/self/fd") else { return nil }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    // Itself, and the two names that every folder has.
    return count - 3
  }

  private static func contents(_ path: String) -> Substring? {
    guard case .success(let bytes) = readFile(path) else { return nil }
    return String(decoding: bytes, as: UTF8.self)[...]
  }
}
