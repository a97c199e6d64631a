import Environments
import Testing

@testable import Operations

struct `Reading what Compose says` {
  @Test(arguments: [
    (
      " Container trading-dev-api-1  Started",
      ComposeLine(.container, "trading-dev-api-1", "Started")
    ),
    (
      " Network trading-dev_default  Creating",
      ComposeLine(.network, "trading-dev_default", "Creating")
    ),
    (" Volume \"trading-dev_data\"  Created", ComposeLine(.volume, "trading-dev_data", "Created")),
    (
      " DRY-RUN MODE -  Container trading-dev-api-1  Recreate",
      ComposeLine(.container, "trading-dev-api-1", "Recreate", isDryRun: true)
    ),
    (
      "DRY-RUN MODE -  Container trading-dev-quotes-2  Running ",
      ComposeLine(.container, "trading-dev-quotes-2", "Running", isDryRun: true)
    ),
    (" Container a  Error\u{1b}[0m", ComposeLine(.container, "a", "Error\\u{1b}[0m")),
  ])
  func `a line of progress has a kind, a name and a state`(line: String, expected: ComposeLine) {
    #expect(ComposeLine.parse(line) == expected)
  }

  @Test(arguments: [
    "", " ", "time=\"2026-11-22T22:23:41Z\" level=warning msg=\"x\"",
    "dependency failed to start: container ff-b-db-1 is unhealthy", "canceled", " Container x",
  ])
  func `anything else is no progress`(line: String) {
    #expect(ComposeLine.parse(line) == nil)
  }
}
