import Canvas
import Environments
import Testing

@testable import Console

struct `Typing commands` {
  static let sizes = [(60, 15), (80, 24), (120, 40), (200, 50)]

  @Test(arguments: sizes)
  func `the matching commands stand above the line at every size`(columns: Int, rows: Int) throws {
    var model = Model.sample(columns: columns, rows: rows)

    model.press(":l")

    try expectScreen(model, "command-\(columns)x\(rows)")
  }

  @Test func `the best match is first: a beginning, a part, a place, its letters`() {
    var model = Model.sample()

    model.press(":h")
    #expect(model.completions.map(\.word).prefix(2) == ["help", "check-health"])
    model.press("<esc>:dff")

    #expect(model.completions.map(\.word).first == "differences")
  }

  @Test func `Enter runs the best match, as its key would`() {
    var model = Model.sample()

    model.press(":diff<enter>")
    #expect(model.place == .differences)
    model.press(":chec<enter>")
    #expect(model.place == .health)

    #expect(model.prompt == nil)
  }

  @Test func `an argument focuses the environment, and the same guard follows`() {
    var model = Model.sample()

    let effects = model.press(":launch prod<enter>")
    #expect(effects == [.world(.makePlan(.launch, environment: "prod"))])
    #expect(model.target?.name == "prod")
    model.receive(.planArrived(Sample.plan))

    #expect(model.keyContext == .typedName)
  }

  @Test func `the same objection as the key's`() {
    var model = Model.sample()

    #expect(model.press(":launch<enter>") == [])

    #expect(
      model.footer == " Launch acts on one environment: press its number, or h and l, to focus it.")
  }

  @Test func `letters that are only guessed at act on nothing until they are seen`() {
    var model = Model.sample(focus: 1)

    #expect(model.press(":nch<enter>") == [])
    #expect(model.prompt?.text == "launch")

    #expect(model.press("<enter>") == [.world(.makePlan(.launch, environment: "dev"))])
  }

  @Test func `an environment is named by a beginning that no other has, never guessed`() {
    var model = Model.sample()

    #expect(model.press(":stop p<enter>") == [.world(.makePlan(.stop, environment: "prod"))])
    model.press("<esc>")
    #expect(model.press(":stop rod<enter>") == [])
    #expect(model.footer == " There is no environment rod.")
    #expect(model.press(":stop dev prod<enter>") == [])

    #expect(model.footer == " There is no environment prod.")
  }

  @Test func `Tab completes the command, then walks through what it takes`() {
    var model = Model.sample()

    model.press(":foc<tab>")
    #expect(model.prompt?.text == "focus ")
    #expect(model.completions.map(\.word) == ["dev", "staging", "prod"])
    model.press("<tab><down><tab>")
    #expect(model.prompt?.text == "focus staging")
    model.press("<enter>")

    #expect(model.focus == .one(1))
  }

  @Test func `arrows choose, and Enter takes what is chosen`() {
    var model = Model.sample()

    model.press(":focus <down><down><down><up><enter>")

    #expect(model.target?.name == "staging")
  }

  @Test func `up on an empty line takes up what was run before`() {
    var model = Model.sample()
    model.press(":differences<enter>:all<enter>:differences<enter>:overview<enter>")

    model.press(":<up>")
    #expect(model.prompt?.text == "overview")
    model.press("<up>")
    #expect(model.prompt?.text == "differences")
    model.press("<up><up><down>")
    #expect(model.prompt?.text == "differences")
    model.press("<down><down>")

    #expect(model.prompt?.text == "")
  }

  @Test func `Esc leaves, and so does erasing more than there is`() {
    var model = Model.sample()

    model.press(":q<esc>")
    #expect(model.prompt == nil)
    model.press(":q<backspace><backspace>")
    #expect(model.prompt == nil)
    model.press(":launch prod<ctrl-u>")

    #expect(model.prompt?.text == "")
  }

  @Test func `an unknown command, and one of another view, say so`() {
    var model = Model.sample()

    model.press(":frobnicate<enter>")
    #expect(model.footer == " There is no command frobnicate; : lists them all.")
    model.press(":next-difference<enter>")
    #expect(model.footer == " next-difference is not available in this view.")
    model.press(":help me<enter>")

    #expect(model.footer == " help takes no argument, but me was given.")
  }

  @Test func `a service that a command names is found, whatever the overview was narrowed to`() {
    var model = Model.sample()

    model.press("1f/@dev<enter>")
    let effects = model.press(":restart api<enter>")

    #expect(effects == [.world(.makePlan(.restart, environment: "dev", services: ["api"]))])
    #expect(model.columns == [0, 1, 2])
  }

  @Test func `quit leaves from anywhere, and a number goes to its row`() {
    var model = Model.sample()

    model.press("d:7<enter>")
    #expect(model.cursor.row == 6)

    #expect(model.press(":quit<enter>") == [.terminal(.quit)])
  }

  @Test func `every command has a word of its own`() {
    let words = Action.allCases.map(\.word)

    #expect(Set(words).count == words.count)
    #expect(words.contains("check-health"))
  }
}
