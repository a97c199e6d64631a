import Testing

@testable import Environments

struct `Planning a launch` {
  private let stack = [
    Service(name: "api", dependsOn: ["migrate", "quotes"]), Service(name: "quotes", replicas: 2),
    Service(name: "migrate", isOneShot: true),
  ]

  /// The lines of `docker compose --dry-run create`, such as `DRY-RUN MODE - Container NAME STATE`.
  private func decisions(_ text: String) -> [ComposeLine] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").map { $0.filter { $0 != "\"" } }
      guard words.count == 6, let kind = ComposeLine.Kind(rawValue: words[3]) else { return nil }
      return ComposeLine(kind, words[4], words[5], isDryRun: true)
    }
  }

  private func plan(
    _ observation: Observation, tier: Tier = .development, isProtected: Bool = false
  ) -> Plan {
    planLaunch(
      declared(stack, tier: tier, isProtected: isProtected), observed: observation,
      place: "trading-dev on unix:///var/run/docker.sock",
      commands: ["docker compose -p trading-dev up -d"], buildMinutes: 5)
  }

  @Test func `a fresh launch names everything it creates, in the order it starts`() {
    let observation = Observation(
      containers: [],
      decisions: decisions(
        """
         DRY-RUN MODE -  Network trading-dev_default  Creating
         DRY-RUN MODE -  Network trading-dev_default  Created
         DRY-RUN MODE -  Volume "trading-dev_data"  Creating
         DRY-RUN MODE -  Container trading-dev-migrate-1  Creating
         DRY-RUN MODE -  Container trading-dev-quotes-2  Creating
         DRY-RUN MODE -  Container trading-dev-quotes-1  Creating
         DRY-RUN MODE -  Container trading-dev-quotes-1  Created
         DRY-RUN MODE -  Container trading-dev-api-1  Creating
        """),
      missingImages: [MissingImage("triptych/trading-api:0.1.0", .make)])

    #expect(
      plan(observation).text == """
        Launch dev (trading-dev on unix:///var/run/docker.sock)

          build images  triptych/trading-api:0.1.0   image missing, about 5 minutes
          create        network trading-dev_default  does not exist
          create        volume trading-dev_data      does not exist
          create        migrate                      not running
          create        quotes                       not running
          create        api                          not running

          $ docker compose -p trading-dev up -d
        """)
  }

  @Test func `what Compose would change has its cause`() {
    let observation = Observation(
      containers: [
        container("api", revision: "a1b2c3d4e5f6"), container("quotes", 1, .running, .healthy),
        container("migrate", 1, .exited(code: 0)),
      ],
      decisions: decisions(
        """
         DRY-RUN MODE -  Container trading-dev-migrate-1  Created
         DRY-RUN MODE -  Container trading-dev-api-1  Recreate
         DRY-RUN MODE -  Container trading-dev-quotes-1  Running
         DRY-RUN MODE -  Container trading-dev-quotes-2  Creating
        """),
      revision: "c3d4e5f60718")

    #expect(
      plan(observation).stepLines == [
        "start     migrate  done, runs again", "scale     quotes   declared 2, running 1",
        "recreate  api      configuration changed (revision a1b2 → c3d4)",
      ])
  }

  @Test func `a stack that runs as declared has nothing to do and asks nothing`() {
    let observation = Observation(
      containers: [
        container("api", 1, .running, .healthy), container("quotes", 1), container("quotes", 2),
      ],
      decisions: decisions(
        """
         DRY-RUN MODE -  Container trading-dev-api-1  Running
         DRY-RUN MODE -  Container trading-dev-quotes-1  Running
         DRY-RUN MODE -  Container trading-dev-quotes-2  Running
        """))
    let environment = declared(
      [Service(name: "api"), Service(name: "quotes", replicas: 2)], isProtected: true)

    let plan = planLaunch(environment, observed: observation, place: "here", commands: [])

    #expect(plan.isEmpty)
    #expect(plan.guardrail == .none)
    #expect(
      plan.text == """
        Nothing to do: dev runs as declared (here)

          keep  api     healthy, as declared
          keep  quotes  running, as declared
        """)
  }

  @Test func `without a line from Compose the containers decide`() {
    let observation = Observation(
      containers: [
        container("api", 1, .exited(code: 1)), container("quotes", 1), container("quotes", 2),
        container("quotes", 3), container("migrate", 1, .exited(code: 0)),
      ])

    #expect(
      plan(observation).stepLines == [
        "keep    migrate  done", "remove  quotes   declared 2, running 3",
        "start   api      exited (1)",
      ])
  }

  @Test
  func `without a line from Compose an old revision, too few replicas and none have their causes`()
  {
    let observation = Observation(
      containers: [container("api", revision: "aaaa1111"), container("quotes", 1)],
      revision: "bbbb2222")
    let idle = declared([Service(name: "off", replicas: 0), Service(name: "api")])

    #expect(
      plan(observation).stepLines == [
        "create    migrate  not running", "scale     quotes   declared 2, running 1",
        "recreate  api      configuration changed (revision aaaa → bbbb)",
      ])
    #expect(
      planLaunch(idle, observed: observation, place: "", commands: []).stepLines.first
        == "keep      off  no replicas declared")
  }

  @Test func `an unhealthy service that runs is kept, and its state is the cause`() {
    let observation = Observation(
      containers: [container("api", 1, .running, .unhealthy)],
      decisions: [ComposeLine(.container, "trading-dev-api-1", "Running")])

    #expect(plan(observation).stepLines.last == "keep    api      unhealthy")
  }

  @Test func `a change without a new revision is one of declaration or image`() {
    let observation = Observation(
      containers: [container("api")],
      decisions: [ComposeLine(.container, "trading-dev-api-1", "Recreate")])

    #expect(
      plan(observation).stepLines.last
        == "recreate  api      its declaration or its image changed")
  }

  @Test func `removing replicas needs a yes even in development`() {
    let observation = Observation(
      containers: [container("quotes", 3)],
      decisions: [ComposeLine(.container, "trading-dev-quotes-3", "Stopping")])

    #expect(plan(observation).guardrail == .confirmation)
  }

  /// Proves `environment.protected`.
  @Test func `the guard follows tier and protection`() {
    let nothing = Observation(containers: [])

    #expect(plan(nothing).guardrail == .none)
    #expect(plan(nothing, tier: .staging).guardrail == .confirmation)
    #expect(plan(nothing, tier: .production).guardrail == .confirmation)
    #expect(plan(nothing, tier: .development, isProtected: true).guardrail == .typedName)
  }

  @Test func `a cycle of dependencies keeps the order of the file`() {
    let services = [
      Service(name: "a", dependsOn: ["b", "gone"]), Service(name: "b", dependsOn: ["a"]),
    ]

    #expect(declared(services).servicesInStartOrder.map(\.name) == ["b", "a"])
  }
}

struct `A plan that Compose could not rehearse` {
  @Test func `recreates what it does not know of, so that it asks`() {
    var observed = Observation(containers: [container("api"), container("quotes")])
    observed.isRehearsed = false
    let environment = Environment(
      name: "staging", tier: .staging, target: Target(project: "trading-dev"),
      services: [Service(name: "api"), Service(name: "quotes"), Service(name: "new")])

    let plan = planLaunch(environment, observed: observed, place: "here", commands: [])

    #expect(plan.steps.map(\.action) == [.recreate, .recreate, .create])
    #expect(plan.guardrail == .confirmation)
    #expect(!plan.isEmpty)
  }
}

struct `The observation behind a plan` {
  @Test func `has one digest for one state, whatever its order and health`() {
    let one = Observation(
      containers: [container("api", 1, .running, .starting), container("quotes")],
      missingImages: [MissingImage("b", .pull), MissingImage("a", .make)], revision: "r1")
    let other = Observation(
      containers: [container("quotes"), container("api", 1, .running, .healthy)],
      missingImages: [MissingImage("a", .make), MissingImage("b", .pull)], revision: "r1")

    #expect(one.digest == other.digest)
    #expect(
      one.digest == """
        container api1 trading-dev-api-1 running -
        container quotes1 trading-dev-quotes-1 running -
        missing a
        missing b
        revision r1
        """)
  }

  @Test func `has another digest when a container, a decision or the revision changed`() {
    let before = Observation(containers: [container("api")], revision: "r1")
    let stopped = Observation(containers: [container("api", 1, .exited(code: 0))], revision: "r1")
    let decided = Observation(
      containers: [container("api")], decisions: [ComposeLine(.container, "x", "Recreate")],
      revision: "r1")
    let rendered = Observation(containers: [container("api")], revision: "r2")

    #expect(Set([before, stopped, decided, rendered].map(\.digest)).count == 4)
  }

  @Test func `has another digest for the same state on another engine`() {
    var one = Observation(containers: [])
    one.engine = "AAAA"
    var other = one
    other.engine = "BBBB"

    #expect(one.digest != other.digest)
    #expect(one.digest.hasSuffix("\nengine AAAA"))
  }
}
