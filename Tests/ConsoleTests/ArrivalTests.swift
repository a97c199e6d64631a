import Canvas
import Environments
import Testing

@testable import Console

struct `What arrives by itself` {
  @Test func `the first screen says that it is reading`() {
    let model = Model(size: Size(columns: 80, rows: 24))

    #expect(view(model).text.contains("Reading…"))
  }

  @Test func `a repository without environments says how to make one`() {
    let model = Model.after([.loaded(Configuration(), Matrix(environments: [], rows: []))])

    #expect(
      view(model).text.contains(
        "No environment here yet: triptych init --example writes three to start from."))
  }

  @Test func `a toast fades after its time on the clock`() {
    var model = Model.sample()

    model.receive(.said(.info, "Reloaded."))
    #expect(model.footer == " Reloaded.")
    model.receive(.ticked(now: Sample.now + 60, utcOffsetMinutes: 0))
    model.receive(.ticked(now: Sample.now + 62, utcOffsetMinutes: 0))
    #expect(model.footer == " Reloaded.")
    model.receive(.ticked(now: Sample.now + 63, utcOffsetMinutes: 0))
    #expect(model.footer.hasPrefix(" c check health"))
  }

  @Test func `a new error in a changed file is told`() {
    var model = Model.sample()

    var changed = Sample.configuration
    changed.diagnostics = [Diagnostic(.error, "YAML03", "logging.level is not a level")]
    model.receive(.loaded(changed, Sample.matrix))

    #expect(
      model.footer
        == " ▲ The files changed and logging.level is not a level [YAML03]; ! lists the pr…")
  }

  @Test func `an error of Compose's first answer is told as that, since no file changed`() {
    var model = Model.sample()
    var written = Sample.configuration
    written.environments[0].composeState = .asWritten
    model.world.replace(written, Sample.matrix)
    var answered = written
    answered.environments[0].composeState = .partial(".env.prod is missing")
    answered.diagnostics = [Diagnostic(.error, "CMP06", ".env.prod is missing")]

    model.receive(.loaded(answered, Sample.matrix))

    #expect(
      model.footer
        == " ▲ Compose answered and .env.prod is missing [CMP06]; ! lists the problems.")
  }

  @Test func `an error is told when another environment has it, too, and not when fewer have it`() {
    var both = Sample.configuration
    both.diagnostics = [
      Diagnostic(.error, "YAML03", "logging.level is not a level", environments: ["dev", "prod"])
    ]
    var one = both
    one.diagnostics[0].environments = ["dev"]
    var (growing, shrinking) = (Model.sample(), Model.sample())
    growing.world.replace(one, Sample.matrix)
    shrinking.world.replace(both, Sample.matrix)

    growing.receive(.loaded(both, Sample.matrix))
    shrinking.receive(.loaded(one, Sample.matrix))

    #expect(growing.footer.hasPrefix(" ▲ The files changed and logging.level is not a level"))
    #expect(!shrinking.footer.contains("The files changed"))
  }

  @Test func `an editor that fails is told, and the files are read again`() {
    var model = Model.sample()

    let effects = model.receive(
      .editorEnded(file: "configs/dev.yaml", problem: "The editor vi ended with exit code 1"))

    #expect(effects == [.terminal(.redraw), .world(.reload)])
    #expect(
      view(model).line(22).hasPrefix(" ✗ The editor vi ended with exit code 1; "))
  }

  @Test func `a repository that has become empty goes on being watched`() {
    var model = Model.sample()

    model.receive(.loaded(Configuration(), Matrix(environments: [], rows: [])))

    #expect(subscriptions(of: model).contains(.files([])))
  }

  @Test func `nothing ticks by the second while nothing moves`() {
    let model = Model.sample()

    #expect(
      subscriptions(of: model) == [
        .clock(everySeconds: 60), .files(["configs/environment/dev.yaml"]),
        .engine(["dev", "staging", "prod"].map { WatchedEnvironment($0) }),
      ])
  }

  @Test func `an environment that moves to another engine is watched there`() {
    var model = Model.sample()
    let before = subscriptions(of: model)
    var configuration = Sample.configuration
    configuration.environments[0].target.context = "elsewhere"

    model.receive(.loaded(configuration, Sample.matrix))

    #expect(subscriptions(of: model) != before)
    #expect(
      subscriptions(of: model).contains(
        .engine([
          WatchedEnvironment("dev", context: "elsewhere"), WatchedEnvironment("staging"),
          WatchedEnvironment("prod"),
        ])))
  }

  @Test func `ages are told in minutes once they are that old`() {
    var model = Model.sample()
    model.receive(.statusArrived(Sample.troubledStatuses))
    #expect(subscriptions(of: model).contains(.clock(everySeconds: 1)))

    model.receive(.ticked(now: Sample.now + 61, utcOffsetMinutes: 0))

    #expect(subscriptions(of: model).contains(.clock(everySeconds: 60)))
  }

  @Test func `a running operation needs the seconds`() {
    var model = Model.sample()

    model.receive(.progressed(Sample.progress))

    #expect(subscriptions(of: model).contains(.clock(everySeconds: 1)))
  }

  @Test func `the same containers an instant later change nothing but their age`() {
    var model = Model.sample()
    let before = view(model)

    var later = Sample.statuses[0]
    later.observedAt = Sample.now + 15
    model.receive(.statusArrived([later]))

    #expect(view(model) == before)
    #expect(model.world.columnStates[0].observedAt == Sample.now + 15)
  }
}
