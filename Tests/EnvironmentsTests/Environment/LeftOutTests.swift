import Environments
import Testing

struct `What a repository holds besides its environments` {
  @Test func `one other app is nothing to choose from`() {
    #expect(
      LeftOut(apps: ["infra/monitoring"]).chooseLines(beside: 2) == [
        "1 other app has Compose files of its own:", "  triptych -C infra/monitoring",
      ])
  }

  @Test func `the command for an app can be pasted into a shell`() {
    #expect(
      LeftOut(apps: ["my shop", "-mail"]).chooseLines(beside: 0) == [
        "2 apps have Compose files of their own; choose one:", "  triptych -C 'my shop'",
        "  triptych -C ./-mail",
      ])
  }
}
