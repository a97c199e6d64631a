import Environments
import Testing

@testable import Operations

struct `Names in commands of docker` {
  @Test(arguments: [
    ("api", ["api"]), ("--dry-run", ["--", "--dry-run"]), ("--help", ["--", "--help"]),
    ("-f", ["--", "-f"]), ("--", ["--", "--"]), ("a--b", ["a--b"]),
  ])
  func `are no options`(name: String, arguments: [String]) {
    #expect(Docker.operands(name) == arguments)
  }
}
