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

enum EnvTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let positions = TextPositions(text)
    let (file, diagnostics) = EnvFile.parse(text, file: ".env")
    for problem in diagnostics {
      positions.promiseInside(problem.location, problem.code)
      for position in problem.related {
        positions.promiseInside(position, "related of \(problem.code)")
      }
    }
    for entry in file.entries {
      positions.promiseInside(entry.location, "a name")
      promise(!entry.name.isEmpty, "a name is empty")
    }
    promise(Set(file.entries.map(\.name)).count == file.entries.count, "a name stands twice")
  }
}

enum InterpolationTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      let found = try Interpolation.parse(text)
      let outcome = found.evaluated { $0.count > 2 ? nil : "value" }
      promise(
        outcome.text.utf8.count <= 5 * text.utf8.count + 64, "the outcome grows without bound")
      if !text.contains("$") { promise(outcome.text == text, "plain text is changed") }
    } catch {
      promise(
        error.offset >= 0 && error.offset <= text.unicodeScalars.count, "the position is outside")
    }
    if let amount = ByteAmount.read(text) { promise(amount >= 0, "bytes are negative") }
    if let amount = DurationText.milliseconds(text) {
      promise(amount >= 0, "a duration is negative")
    }
  }
}
