import Environments
import Processes
import Testing

@testable import Operations

struct `Following an engine` {
  @Test func `events come as small values, and the end says why`() async {
    let runner = FakeCommandRunner([
      .init(
        command: local + " events --since …", ending: .exited(code: 1),
        output: """
          {"status":"x","Type":"container","Action":"health_status: healthy","Actor":{"ID":"a1",\
          "Attributes":{"com.docker.compose.project":"trading-dev","com.docker.compose.service":"api"}}}
          not json
          {"Action":"start","Actor":{"ID":"z9","Attributes":{}}}
          {"Type":"image","Action":"delete","Actor":{"ID":"sha256:1","Attributes":{"name":"img:1"}},\
          "timeNano":1795386229078841561}

          """, errors: "unexpected EOF\n")
    ])

    var events: [EngineEvent] = []
    for await event in docker(runner).events(on: .local) { events.append(event) }

    #expect(
      events == [
        .attached,
        .container(
          .init(
            project: "trading-dev", service: "api", action: "health_status: healthy",
            containerID: "a1")),
        .image(name: "img:1", timeNanoseconds: 1_795_386_229_078_841_561),
        .lost(reason: "unexpected EOF"),
      ])
    #expect(runner.ran[0].deadline == nil)
    #expect("\(runner.ran[0])".contains("--filter event=die"))
    #expect(!"\(runner.ran[0])".contains("exec"))
  }

  @Test func `a stream that just ends is lost, too`() async {
    let runner = FakeCommandRunner([.init(command: local + " events --since …")])

    var last: EngineEvent?
    for await event in docker(runner).events(on: .local) { last = event }

    #expect(last == .lost(reason: "The engine ended the stream of events."))
  }

  @Test func `nobody listening ends the program`() async {
    let runner = FakeCommandRunner([.init(command: local + " events --since …", hangs: true)])

    for await event in docker(runner).events(on: .local) where event == .attached { break }

    // Ending the stream cancels the task that runs the program; nothing is left to wait for.
    #expect(runner.ran.count <= 1)
  }

  @Test func `the engine's version proves it alive`() async {
    let runner = FakeCommandRunner([
      .init(command: local + " version --format '{{.Server.Version}}'", output: "20.10.24+dfsg1\n"),
      .init(command: "docker compose version --short", output: "2.26.1-4\n"),
    ])
    let docker = docker(runner)

    let version = await docker.version(of: .local)
    let compose = await docker.composeVersion()

    #expect(version == (.answering, "20.10.24"))
    #expect(compose == "2.26.1")
  }

  @Test func `an engine that does not answer has no version`() async {
    let runner = FakeCommandRunner([
      .init(
        command: local + " version --format '{{.Server.Version}}'", ending: .exited(code: 1),
        errors: "Cannot connect to the Docker daemon at unix:///x.\n")
    ])

    let version = await docker(runner).version(of: .local)

    #expect(version == (.unreachable("Cannot connect to the Docker daemon at unix:///x."), nil))
  }
}

struct `Taking turns` {
  @Test func `no more than the limit work at once, and all get a turn`() async {
    let turns = Turns(limit: 2)
    let gauge = Gauge()

    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask {
          await turns.take {
            await gauge.enter()
            await Task.yield()
            await gauge.leave()
          }
        }
      }
    }

    #expect(await gauge.most <= 2)
    #expect(await gauge.all == 20)
  }
}

private actor Gauge {
  private var inside = 0
  private(set) var most = 0
  private(set) var all = 0

  func enter() {
    inside += 1
    all += 1
    most = max(most, inside)
  }

  func leave() { inside -= 1 }
}
