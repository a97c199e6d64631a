import Testing

@testable import Environments
@testable import Loading

struct `What holds where no file is read` {
  @Test(arguments: [
    (
      "launch.timeout",
      Environment(name: "dev", target: Target(project: "dev")).launchTimeoutMilliseconds
    ),
    ("health.timeout", Environment.derivedCheckTimeoutMilliseconds),
    ("health.interval", Check.usualIntervalSeconds * 1_000),
  ])
  func `is the schema's default`(key: String, milliseconds: Int) {
    #expect(Schema.defaults[key] == .duration(Quantity(milliseconds, written: "")))
  }
}
