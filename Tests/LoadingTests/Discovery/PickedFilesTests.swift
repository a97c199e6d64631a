import Testing

@testable import Environments
@testable import Loading

struct `Files that a variable picks` {
  private func files(_ use: String, _ more: [String: String]) -> [String: String] {
    [
      "compose.yaml": "include: ['compose.${STAGE}.yaml']\n",
      "compose.dev.yaml": "services: {web: {image: 'x:\(use)'}}\n",
      "compose.staging.yaml": "services: {web: {image: 'x:\(use)'}}\n",
    ].merging(more) { $1 }
  }

  @Test func `are environments without the file that picks`() {
    let files = files("1", [".env": "STAGE=dev\n"])

    #expect(
      found(files) == "dev: compose.dev.yaml with .env\nstaging: compose.staging.yaml with .env")
    #expect(discovery(files).diagnostics == [])
    #expect(
      discovery(files).leftOut.lines == [
        "not used: compose.yaml: it only includes the files of an environment, by STAGE"
      ])
  }

  @Test func `are told where they would take the value of another environment`() {
    #expect(
      text(discovery(files("${STAGE}", [".env": "A=1\nSTAGE=dev\n"])).diagnostics) == """
        .env:2:1: warning: staging is what STAGE=staging picks, but its env files give STAGE another value [DSC07]
          hint: write STAGE=staging to an env file of its own, such as .env.staging
        """)
    #expect(
      discovery(files("${STAGE:-dev}", [:])).diagnostics.map(\.location?.file) == [
        "compose.dev.yaml", "compose.staging.yaml",
      ])
  }

  @Test func `are not told where the value is their own`() {
    let own = [".env": "STAGE=dev\n", ".env.staging": "STAGE=staging\n"]

    #expect(discovery(files("${STAGE}", own)).diagnostics == [])
  }
}
