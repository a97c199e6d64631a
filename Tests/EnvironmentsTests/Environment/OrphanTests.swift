import Testing

@testable import Environments

struct `Containers without a declaration` {
  private let containers = [container("api"), container("old")]

  @Test func `are orphans, named with what they are`() {
    let environment = declared([Service(name: "api")])

    #expect(
      environment.orphans(in: containers).map(\.words) == [
        "orphan old is running (trading-dev-old-1)"
      ])
  }

  @Test func `are no orphans for certain where the files cannot be read`() {
    var environment = declared([])
    environment.composeState = .failed("yaml: line 1")

    #expect(
      environment.orphans(in: containers).map(\.words) == [
        "api is running (trading-dev-api-1)", "old is running (trading-dev-old-1)",
      ])
  }
}
