import Foundation
import Glibc

/// SIGKILL was sent; the kernel may need a moment. Who is only waiting to be reaped by somebody else is gone.
func isGone(_ pid: pid_t) async -> Bool {
  for _ in 0..<400 {
    guard let status = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
      !status.contains(") Z ")
    else { return true }
    try? await Task.sleep(for: .milliseconds(5))
  }
  return false
}
