import Environments

@testable import Loading
@testable import Operations

/// The input as what `docker compose config` answered, and as the lines that it prints while it works.
enum ComposeTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    var environment = Environment(name: "dev", target: Target(project: "trading-dev"))
    environment.target.composeFiles = ["compose.yml"]
    let before = Configuration(environments: [environment, environment])
    let after = before.resolved(
      ["dev": .model(json: text, warnings: [text])], root: "/r", read: { _ in .missing },
      fingerprint: { _ in Fingerprint("f") })
    promise(after.environments.count == 2, "an environment is lost")
    for found in after.environments {
      let keys = found.settings.map(\.key)
      promise(keys == keys.sorted() && Set(keys).count == keys.count, "settings are not in order")
    }
    _ = DifferenceReport(compare(after.environments, accepted: [])).text
    for line in text.split(separator: "\n") { _ = ComposeLine.parse(String(line)) }
  }
}
