import FoundationEssentials
import Glibc
import TestSupport

/// A fake engine with two containers of dev and their logs.
final class LogEngine {
  let engine = FakeEngine(
    FakeContainer("id1") {
      $0.log = [
        .init("info api : started\n", time: start + 1),
        .init("ERROR halted\n", .errors, time: start + 3),
      ]
    },
    FakeContainer("id2") {
      $0.service = "quotes"
      $0.log = [
        .init(#"{"level":"info","msg":"quote 1"}"# + "\n", time: start + 2),
        .init("quote 2\n", time: start + 4),
      ]
    })

  /// The variables with which a program finds this engine.
  var environment: [String: String] {
    [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": engine.folder, "DOCKER_HOST": engine.address,
    ].merging(SanitizerOptions.inherited) { $1 }
  }

  /// Waits until no connection is open.
  func waitUntilLeft() async { await engine.wait { $0.connectionCount == 0 } }
}

/// 2026-11-23T14:00:00Z.
private let start = 1_795_442_400
