import Environments
import Foundation
import Loading
import Testing

@testable import Operations

struct `Repositories that declare nothing` {
  @Test(arguments: Layout.all)
  func `the environments that a person would name are found`(layout: Layout) async throws {
    let found =
      Layout.hasCompose ? try await layout.resolved() : try layout.loaded()

    let text = inventory(found)
    if ProcessInfo.processInfo.environment["UPDATE_SCREENS"] != nil {
      try text.write(toFile: layout.expectedFile, atomically: true, encoding: .utf8)
    }
    #expect(text == (try String(contentsOfFile: layout.expectedFile, encoding: .utf8)))
    #expect(found.problems.filter { $0.severity == .error } == [])
  }

  @Test func `there are more than a dozen layouts`() {
    #expect(Layout.all.count > 12)
  }
}

@Suite(.enabled(if: Layout.hasCompose), .serialized)
struct `What was found, held against docker compose config` {
  @Test(arguments: Layout.all)
  func `every key of every environment is what Compose says of those files`(
    layout: Layout
  ) async throws {
    let found = try await layout.resolved()

    for environment in found.environments {
      let model = try await ComposeOracle.model(of: environment.target, below: layout.root)
      #expect(environment.composeState == .resolved, "\(environment.name)")
      let expected = ComposeOracle.leaves(
        of: model, below: layout.root, hiding: ComposeOracle.secrets(of: environment))
      let got = ComposeOracle.leaves(of: environment)
      #expect(Set(got).subtracting(expected).sorted() == [], "\(environment.name)")
      #expect(Set(expected).subtracting(got).sorted() == [], "\(environment.name)")
      #expect(got.count == expected.count)
    }
  }
}

struct `Declaring what was found` {
  @Test(arguments: Layout.all)
  func `the files load without an error and give what was found`(layout: Layout) throws {
    let request = try layout.request()
    let found = load(request)

    let declared = Declaration(of: request)

    #expect(declared.configuration.problems.filter { $0.severity == .error } == [])
    #expect(declared.configuration.environments.map(title) == found.environments.map(title))
    #expect(
      declared.configuration.environments.map(values) == found.environments.map(values))
  }

  private func title(_ environment: Environment) -> String {
    "\(environment.name) \(environment.tier) \(environment.target)"
  }

  /// Every setting with its value; rules, and a tier that no file says, are what declaring adds.
  private func values(_ environment: Environment) -> [SettingKey: Value] {
    let found = environment.settings.filter {
      !$0.key.path.hasPrefix("rules.") && $0.key.path != "environment.tier"
    }
    return Dictionary(found.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })
  }
}
