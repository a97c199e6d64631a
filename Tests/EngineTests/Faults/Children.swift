import Foundation
import Glibc

/// The programs that a process has started and that still run.
func childrenOf(_ parent: pid_t) -> [(pid: pid_t, command: String)] {
  let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
  return numbers.compactMap { pid_t($0) }.compactMap { pid in
    guard let status = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
      status.contains("PPid:\t\(parent)\n"),
      let words = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline")
    else { return nil }
    return (pid, String(decoding: words.map { $0 == 0 ? 32 : $0 }, as: UTF8.self))
  }
}

/// Returns when there is no such process any more, or when it only waits to be reaped by somebody else.
func waitUntilGone(_ pid: pid_t) async throws {
  for _ in 0..<1500 {
    guard let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      !status.contains(") Z ")
    else { return }
    try await Task.sleep(for: .milliseconds(20))
  }
  throw PrivateEngine.Failure("process \(pid) does not end")
}
