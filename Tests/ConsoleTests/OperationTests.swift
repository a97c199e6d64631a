import Canvas
import Environments
import Testing

@testable import Console

struct `Launching and stopping` {
  @Test func `U needs one focused environment and says so`() {
    var model = Model.sample()

    #expect(model.press("U") == [])
    #expect(
      model.footer
        == " Launch acts on one environment: press its number, or h and l, to focus it.")
  }

  @Test func `U asks for a plan first`() {
    var model = Model.sample(focus: 1)

    #expect(model.press("U") == [.world(.makePlan(.launch, environment: "dev"))])
    #expect(model.footer == " Planning the launch of dev…")
  }

  @Test func `a plan without a guard is carried out at once`() {
    var model = Model.sample(focus: 1)
    var plan = Sample.stopPlan
    plan.guardrail = .none

    model.press("X")

    #expect(model.receive(.planArrived(plan)) == [.world(.perform(plan, .nothing))])
    #expect(view(model).text.contains("┌ stop of dev · 0 of 2 done "))
  }

  @Test func `what was made for a launch is said, and kept with what was said`() {
    var model = Model.sample(focus: 1)
    var plan = Sample.stopPlan
    plan.verb = .launch
    plan.guardrail = .none
    plan.notes = [Plan.Note("made api_keys for dev")]

    model.press("U")
    model.receive(.planArrived(plan))

    #expect(model.toast?.text == "made api_keys for dev")
    #expect(model.notices.last?.text == "made api_keys for dev")
  }

  @Test func `the dialog of a plan shows what else to know`() {
    var model = Model.sample(columns: 120, rows: 40, focus: 3)
    var plan = Sample.plan
    plan.notes = [
      Plan.Note("made api_keys for prod"),
      Plan.Note("prod could take 9.0 GiB of memory, but box has 8.0 GiB", isWarning: true),
    ]

    model.press("U")
    model.receive(.planArrived(plan))

    let text = view(model).text
    #expect(text.contains("  made api_keys for prod "))
    #expect(text.contains("▲ prod could take 9.0 GiB of memory, but box has 8.0 GiB "))
  }

  @Test func `a plan nobody waits for is dropped`() {
    var model = Model.sample(focus: 1)

    #expect(model.receive(.planArrived(Sample.stopPlan)) == [])
    #expect(model.dialogs == [])
  }

  @Test func `a plan with nothing to do says so`() {
    var model = Model.sample(focus: 1)
    var plan = Sample.stopPlan
    plan.steps = []

    model.press("X")
    model.receive(.planArrived(plan))

    #expect(model.footer == " Nothing to do: dev is stopped.")
  }

  @Test func `No has the focus, and Enter does nothing`() {
    var model = Model.sample(focus: 1)

    model.press("X")
    model.receive(.planArrived(Sample.stopPlan))
    #expect(view(model).text.contains("▸[ No ]    [ Stop ]"))

    #expect(model.press("<enter>") == [])
    #expect(model.dialogs == [])
  }

  @Test func `yes is a step away`() {
    var model = Model.sample(focus: 1)

    model.press("X")
    model.receive(.planArrived(Sample.stopPlan))

    #expect(model.press("<tab><enter>") == [.world(.perform(Sample.stopPlan, .yes))])
  }

  @Test func `a letter answers nothing`() {
    var model = Model.sample(focus: 1)

    model.press("X")
    model.receive(.planArrived(Sample.stopPlan))

    #expect(model.press("yY") == [])
    #expect(model.dialogs.count == 1)
  }

  @Test func `a protected environment has its name typed`() {
    var model = Model.sample(focus: 3)

    model.press("U")
    model.receive(.planArrived(Sample.plan))

    #expect(model.press("prox<enter>") == [])
    #expect(view(model).text.contains("Type prod to launch it: prox "))
    #expect(
      model.press("<backspace>d<enter>") == [.world(.perform(Sample.plan, .typedName("prod")))])
  }

  @Test func `Esc leaves a dialog without a deed`() {
    var model = Model.sample(focus: 3)

    model.press("U")
    model.receive(.planArrived(Sample.plan))

    #expect(model.press("prod<esc><enter>") == [])
    #expect(model.world.operations == [])
  }

  @Test func `U says that an operation is running already`() {
    var model = Model.sample(focus: 3)
    model.receive(.progressed(Sample.progress))

    #expect(model.press("U") == [])
    #expect(model.footer == " A launch of prod is running; ^C asks to cancel it.")
  }

  @Test func `^C asks whether to cancel, with No focused`() {
    var model = Model.sample()
    model.receive(.progressed(Sample.progress))

    #expect(model.press("<ctrl-c>") == [])
    #expect(view(model).text.contains("┏ Cancel launch of prod, 1 of 3 done? ━"))
    #expect(view(model).text.contains("▸[ No ]    [ Cancel it ]"))
    #expect(model.press("<right><enter>") == [.world(.cancelOperation(environment: "prod"))])
  }

  @Test func `^C asks whether to quit when nothing runs`() {
    var model = Model.sample()

    model.press("<ctrl-c>")

    #expect(view(model).text.contains("┏ Quit triptych? ━"))
    #expect(model.press("l<enter>") == [.terminal(.quit)])
  }

  @Test func `^C drops a plan that has not arrived`() {
    var model = Model.sample(focus: 1)

    model.press("U<ctrl-c>")

    #expect(model.receive(.planArrived(Sample.stopPlan)) == [])
    #expect(model.footer == " The plan is discarded.")
  }

  @Test func `Esc drops it too`() {
    var model = Model.sample(focus: 1)

    model.press("U<esc>")

    #expect(model.receive(.planArrived(Sample.stopPlan)) == [])
  }

  @Test func `what cannot be seen is not answered`() {
    var model = Model.sample(focus: 1)
    model.press("X")
    model.receive(.planArrived(Sample.stopPlan))

    model.receive(.resized(Size(columns: 40, rows: 10)))

    #expect(model.press("<tab><enter>") == [])
    #expect(model.dialogs.count == 1)
  }

  @Test func `the question goes when the operation has ended`() {
    var model = Model.sample()
    model.receive(.progressed(Sample.progress))
    model.press("<ctrl-c>")

    var done = Sample.failure
    done.environment = "prod"
    done.verdict = .succeeded
    model.receive(.ended(done))

    #expect(model.dialogs == [])
    #expect(model.footer == " prod is up after 30.4 s.")
  }

  @Test func `q with an operation running asks to cancel it first`() {
    var model = Model.sample()
    model.receive(.progressed(Sample.progress))

    #expect(model.press("q") == [])
    #expect(
      model.press("l<enter>") == [.world(.cancelOperation(environment: "prod")), .terminal(.quit)])
  }

  @Test func `a termination cancels what runs`() {
    var model = Model.sample()
    model.receive(.progressed(Sample.progress))

    let effects = model.receive(.signalled(.terminate))

    #expect(effects == [.world(.cancelOperation(environment: "prod")), .terminal(.quit)])
  }

  @Test func `R restarts the service of the selected row, or all where no row shows one`() {
    var model = Model.sample(focus: 1)

    #expect(
      model.press("R") == [.world(.makePlan(.restart, environment: "dev", services: ["api"]))])
    #expect(model.footer == " Planning the restart of api of dev…")
    model.press("<esc>!")
    #expect(model.press("R") == [.world(.makePlan(.restart, environment: "dev"))])
  }

  @Test func `the plan of a restart is asked about`() {
    var model = Model.sample(focus: 1)
    var plan = Sample.stopPlan
    plan.verb = .restart
    plan.services = ["api"]
    plan.steps = [Plan.Step(.restart, "api", cause: "requested, healthy")]
    model.press("R")

    model.receive(.planArrived(plan))

    let text = view(model).text
    #expect(text.contains("┏ Restart api of dev ━"))
    #expect(text.contains("~ restart  api  requested, healthy "))
    #expect(text.contains("▸[ No ]    [ Restart ]"))
  }

  @Test func `a second ^C while it is being cancelled asks whether to wait no longer`() {
    var model = Model.sample()
    model.receive(.progressed(Sample.progress))
    model.press("<ctrl-c><right><enter>")

    model.press("<ctrl-c>")

    #expect(view(model).text.contains("┏ Kill what still runs of the launch of prod? ━"))
    #expect(model.press("<right><enter>") == [.world(.abandonOperation(environment: "prod"))])
  }

  @Test func `what was cancelled once can be cancelled again when it runs again`() {
    var model = Model.sample()
    model.receive(.progressed(Sample.progress))
    model.press("<ctrl-c><right><enter>")
    var cancelled = Sample.failure
    cancelled.environment = "prod"
    cancelled.verdict = .cancelled
    model.receive(.ended(cancelled))
    model.press("<enter>")

    model.receive(.progressed(Sample.progress))
    model.press("<ctrl-c>")

    #expect(view(model).text.contains("┏ Cancel launch of prod, 1 of 3 done? ━"))
  }

  @Test func `a column says what was left in the middle, until it is none any more`() {
    var model = Model.sample(columns: 120, rows: 40)
    let left = Interruption(
      environment: "dev", verb: .launch, user: "anna", startedAt: Sample.now - 3600)

    model.receive(.interruptionsFound([left]))
    let during = view(model).text
    model.receive(.interruptionsFound([]))

    #expect(during.contains("├ ▲ interrupted ──"))
    #expect(during.contains("The launch of 13:02 was"))
    #expect(!view(model).text.contains("interrupted"))
  }

  @Test func `a launch that was interrupted and stands as declared is looked at all the same`() {
    var model = Model.sample(focus: 1)
    var plan = Sample.stopPlan
    plan.verb = .launch
    plan.steps = [Plan.Step(.keep, "api", cause: "healthy, as declared")]
    plan.guardrail = .none
    model.receive(
      .interruptionsFound([
        Interruption(environment: "dev", verb: .launch, user: "anna", startedAt: Sample.now)
      ]))

    model.press("U")

    #expect(model.receive(.planArrived(plan)) == [.world(.perform(plan, .nothing))])
  }

  @Test func `suspending waits for the operation`() {
    var model = Model.sample()
    model.receive(.progressed(Sample.progress))

    #expect(model.press("<ctrl-z>") == [])
    #expect(
      model.footer == " The launch of prod needs this screen; suspend when it has ended.")
  }

  @Test func `a failure stays until it is read, and is kept among the notices`() {
    var model = Model.sample()

    model.receive(.ended(Sample.failure))
    model.receive(.ticked(now: Sample.now + 600, utcOffsetMinutes: 0))
    #expect(model.dialogs.count == 1)
    model.press("<enter>:messages<enter>")

    #expect(view(model).text.contains("✗ The launch of dev failed after 30.4 s: quotes is unhea"))
  }

  @Test func `a report never takes the keys from a name being typed`() {
    var model = Model.sample(focus: 3)
    model.press("U")
    model.receive(.planArrived(Sample.plan))

    model.press("pr")
    model.receive(.ended(Sample.failure))
    model.press("od")

    #expect(model.press("<enter>") == [.world(.perform(Sample.plan, .typedName("prod")))])
    #expect(model.keyContext == .report)
  }

  @Test func `a refused plan says why`() {
    var model = Model.sample(focus: 3)
    model.press("U")

    var refusal = Sample.failure
    refusal.environment = "prod"
    refusal.verdict = .refused(reason: "the engine does not answer")
    model.receive(.planRefused(refusal))

    #expect(
      view(model).text.contains("The launch of prod is refused: the engine does not answer"))
  }

  @Test func `the refusal of a plan that was discarded does not discard the next one`() {
    var model = Model.sample(focus: 1)
    var refusal = Sample.failure
    refusal.environment = "dev"
    refusal.verdict = .refused(reason: "the engine does not answer")

    model.press("U<esc>2U")
    model.receive(.planRefused(refusal))

    #expect(model.dialogs.isEmpty)
    #expect(model.world.planning?.environment == "staging")
  }
}
