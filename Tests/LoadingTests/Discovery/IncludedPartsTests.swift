import Testing

@testable import Environments
@testable import Loading

struct `Files that environments include or have` {
  @Test(arguments: [
    ("ops/web.dev.compose.yaml", "include: [ops/web.dev.compose.yaml]\n"),
    ("ops/compose.dev.yaml", "include:\n  - path: ops/compose.dev.yaml\n"),
    (
      "compose.dev.web.yaml",
      "services: {web: {extends: {file: compose.dev.web.yaml, service: web}}}\n"
    ),
  ])
  func `are not called left out`(part: String, file: String) {
    let found = discovery([part: services("web"), "compose.dev.yaml": file])

    #expect(found.environments.map(\.name) == ["dev"])
    #expect(found.environments.flatMap(\.notes) == [])
    #expect(found.leftOut.lines == [])
  }

  @Test func `are left out where nothing of the environment includes them`() {
    let found = discovery([
      "ops/web.dev.compose.yaml": services("web"), "compose.dev.yaml": services("web"),
    ])

    #expect(
      found.leftOut.lines == ["not used: ops/web.dev.compose.yaml: it is a variant of dev"])
  }

  @Test func `are not called unused where they are its env file`() {
    let found = discovery([
      "compose.yaml": services("web"),
      "compose.override.yaml": "services: {web: {ports: ['80:80']}}\n",
      ".env.dev": "LOG_LEVEL=DEBUG\n", ".env.test": "LOG_LEVEL=WARN\n",
    ])

    let reason = "it sets no variable that Compose interpolates, and no env_file names it"
    #expect(found.environments.map(\.name) == ["dev"])
    #expect(found.environments.flatMap(\.envFiles).map(\.path) == [".env.dev"])
    #expect(found.leftOut.lines == ["not used: .env.test: \(reason)"])
  }
}
