import Processes
import Testing

struct `The text of a command` {
  @Test func `reads as an operator would type it`() {
    let command = Command(
      "/usr/libexec/docker-compose", ["-p", "trading-dev", "--set", "it's here", ""])

    #expect(
      command.description
        == #"/usr/libexec/docker-compose -p trading-dev --set 'it'\''s here' ''"#)
  }

  @Test func `shows other words than those that run, where they are given`() {
    let command = Command("/plugins/docker-compose", ["up"], shown: ["docker", "compose", "up"])

    #expect(command.description == "docker compose up")
  }

  @Test func `never holds environment or input, even in a dump`() {
    let command = Command(
      "age", ["-d"], environment: ["KEY": "s3cret"], input: Array("s3cret".utf8))
    var text = ""

    dump(command, to: &text)

    #expect(!text.contains("s3cret"))
    #expect(!"\(command)".contains("s3cret"))
    #expect(!String(reflecting: command).contains("s3cret"))
  }
}
