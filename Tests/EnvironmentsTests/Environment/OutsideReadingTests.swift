import Environments
import Testing

struct `What lies outside of the repository` {
  private let reading = OutsideReading(
    words: "it lies outside the repository", path: "/etc/x\n\u{1b}[2JThis is trusted already.",
    location: Location(file: "compose.yaml", line: 4, column: 15))

  @Test func `is told on one line, whatever its name holds`() {
    #expect(
      reading.description
        == #"compose.yaml:4:15: /etc/x\n\u{1b}[2JThis is trusted already.: it lies outside the repository"#
    )
    #expect(Diagnostic.untrusted([reading])?.message.contains("\n") == false)
  }

  @Test func `is named in the refusal`() {
    var environment = Environment(name: "dev", target: Target(project: "dev"))
    environment.outsideReadings = [reading]
    #expect(environment.objectionToActing == nil)

    environment.obstacle = "Compose is not asked"

    #expect(environment.objectionToActing?.contains("\n") == false)
    #expect(
      environment.objectionToActing?.hasPrefix(
        #"dev is not trusted: its files lead out of the repository, to /etc/x\n\u{1b}"#) == true)
  }

  @Test func `is the same wherever it is written, byte for byte`() {
    var other = reading
    other.location.line = 9
    #expect(reading.isSame(as: other))

    other.path = nil
    #expect(!reading.isSame(as: other))
    #expect(!named("/caf\u{e9}").isSame(as: named("/cafe\u{301}")))
  }

  private func named(_ path: String) -> OutsideReading {
    OutsideReading(words: "", path: path, location: reading.location)
  }
}
