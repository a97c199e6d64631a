import Environments
import Processes
import Testing

@testable import Operations

struct `Asking for an engine's host` {
  private let question = local + " info --format '{{json .}}'"

  @Test func `the engine tells its machine`() async {
    let runner = FakeCommandRunner([
      .init(
        command: question,
        output: #"{"ID":"AB:CD","Name":"box","NCPU":8,"MemTotal":33554432,"Driver":"overlay2"}"#)
    ])

    let host = await docker(runner).host(of: .local)

    #expect(host == EngineHost(id: "AB:CD", name: "box", processors: 8, memory: 33_554_432))
  }

  @Test(arguments: [
    (
      CommandResult.Ending.exited(code: 0),
      #"{"ID":"","NCPU":0,"MemTotal":0,"ServerErrors":["no"]}"#
    ),
    (.exited(code: 1), ""), (.exited(code: 0), "no JSON"), (.deadlinePassed, ""),
  ])
  func `an engine that does not answer has none`(ending: CommandResult.Ending, output: String) async
  {
    let runner = FakeCommandRunner([.init(command: question, ending: ending, output: output)])

    #expect(await docker(runner).host(of: .local) == nil)
  }

  @Test func `each engine is asked once`() async {
    let answer = #"{"ID":"A","Name":"box","NCPU":1,"MemTotal":1}"#
    let runner = FakeCommandRunner([
      .init(command: question, output: answer),
      .init(
        command: "docker --context far info --format '{{json .}}'", ending: .exited(code: 1)),
    ])

    let hosts = await docker(runner).hosts(of: [
      environment("dev"), environment("staging"), environment("prod", context: "far"),
    ])
    runner.expectAllRan()

    #expect(hosts.mapValues(\.id) == ["dev": "A", "staging": "A"])
  }
}
