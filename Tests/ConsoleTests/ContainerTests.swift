import Canvas
import Environments
import Testing

@testable import Console

struct `Looking into a service` {
  static let sizes = [(60, 15), (80, 24), (120, 40), (200, 50)]

  static let details = ContainerDetails(
    name: "trading-prod-api-1",
    facts: [
      .init("image", "triptych/trading-api:1.4.2"),
      .init("digest", "sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945"),
      .init("port", "127.0.0.1:38080 → 8080/tcp"), .init("restarts", "2 (unless-stopped)"),
      .init("env", "API_TOKEN=•••"),
    ])

  @Test(arguments: sizes)
  func `shows its containers at every size`(columns: Int, rows: Int) throws {
    var model = Model.sample(columns: columns, rows: rows, focus: 3)

    #expect(model.press("i") == [.world(.inspect(environment: "prod", service: "api"))])
    model.receive(.inspected(answer(.known([Self.details]))))
    model.press("j")

    try expectScreen(model, "containers-\(columns)x\(rows)")
  }

  @Test func `says what it waits for, and why there is nothing`() {
    var model = Model.sample(focus: 3)

    model.press("i")
    #expect(view(model).text.contains("The engine is being asked."))
    model.receive(.inspected(answer(.failed("It is gone."))))
    #expect(view(model).text.contains("It is gone."))
    model.receive(.inspected(answer(.known([]))))

    #expect(view(model).text.contains("It has no container."))
  }

  @Test func `its filter is found again`() {
    var model = Model.sample(focus: 3)

    model.press("i/ima<enter>oi")

    #expect(model.place == .containers)
    #expect(model.filter == "ima")
  }

  @Test func `a late answer about another service is dropped`() {
    var model = Model.sample(focus: 3)

    model.press("i<esc>ji")
    model.receive(.inspected(answer(.known([Self.details]))))

    #expect(model.inspected == .waiting)
  }

  @Test func `needs one environment and a service, or both after the command`() {
    var model = Model.sample()

    #expect(model.press("i") == [])
    #expect(model.footer.hasPrefix(" This view shows one environment: press its number"))
    #expect(
      model.press(":inspect prod quotes<enter>")
        == [.world(.inspect(environment: "prod", service: "quotes"))])
  }

  @Test func `y copies a fact`() {
    var model = Model.sample(focus: 3)
    model.press("i")
    model.receive(.inspected(answer(.known([Self.details]))))

    #expect(model.press("y") == [.terminal(.copy("triptych/trading-api:1.4.2"))])
  }

  private func answer(_ answer: Inspection.Answer) -> Inspection {
    Inspection(environment: "prod", service: "api", answer: answer)
  }
}

struct `A shell in a service` {
  private let call = ShellCall(
    environment: "dev", service: "api", argv: ["docker", "exec"], variables: [:])

  @Test func `is found, borrows the terminal and is recorded`() {
    var model = Model.sample(focus: 1)

    #expect(
      model.press("S")
        == [
          .world(
            .findShell(environment: "dev", container: Sample.container("api", "dev"), .nothing))
        ])
    #expect(model.receive(.shellReady(call)) == [.terminal(.openShell(call))])

    #expect(
      model.receive(.shellEnded(call, status: 0)) == [
        .terminal(.redraw), .world(.recordShell(call, status: 0)),
      ])
    #expect(model.footer.hasPrefix(" The shell in api of dev has ended."))
  }

  @Test func `has the name of a protected environment typed first`() {
    var model = Model.sample(focus: 3)

    #expect(model.press("S") == [])
    #expect(model.press("pro<enter>") == [])
    #expect(model.press("d") == [])

    #expect(
      model.press("<enter>")
        == [
          .world(
            .findShell(
              environment: "prod", container: Sample.container("api", "prod"), .typedName("prod")))
        ])
  }

  @Test func `is refused where nothing runs, or nothing is chosen`() {
    var model = Model.sample(focus: 2)

    #expect(model.press("S") == [])
    #expect(model.footer == " api of staging is not running.")
    model.press("0S")

    #expect(model.footer.hasPrefix(" This view shows one environment"))
  }

  @Test func `that could not be started is an error`() {
    var model = Model.sample(focus: 1)

    model.receive(.shellEnded(call, status: nil))

    #expect(model.unread?.text == "The shell in api of dev could not be started.")
  }
}
