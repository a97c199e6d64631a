import Canvas
import Environments
import Testing

@testable import Console

struct `Clicking` {
  @Test func `a row of the overview is selected, and its environment focused`() throws {
    var model = Model.sample()
    let place = try #require(model.find("quotes ×2"))

    #expect(model.hit(at: place) == .view(.row(1, environment: 1)))
    model.receive(.clicked(place))

    #expect(model.focus == .one(1))
    #expect(model.selectedRow == .service(1))
  }

  @Test func `a second click opens, as Enter does`() throws {
    var model = Model.sample()
    let place = try #require(model.find("quotes ×2"))

    model.receive(.clicked(place))
    model.receive(.clicked(place))

    #expect(model.place == .differences)
  }

  @Test func `a title focuses its column, in the differences too`() throws {
    var model = Model.sample()

    model.receive(.clicked(try #require(model.find("3 prod"))))
    #expect(model.focus == .one(2))
    model.press("d")
    model.receive(.clicked(try #require(model.find("1 dev"))))

    #expect(model.focus == .one(0))
  }

  @Test func `a setting and the line above it are rows`() throws {
    var model = Model.sample()

    model.receive(.clicked(try #require(model.find("≠ *"))))
    #expect(model.selectedRow == .summary(4))
    model.receive(.clicked(try #require(model.find("settings · 1 problem"))))
    #expect(model.selectedRow == .problemCount)

    model.press("d")
    model.receive(.clicked(try #require(model.find("debug.enabled"))))
    #expect(model.copyText == "false" || model.copyText == "debug.enabled")
  }

  @Test func `a key hint is a button`() throws {
    var model = Model.sample()

    model.receive(.clicked(try #require(model.find("d differences"))))
    #expect(model.place == .differences)
    model.receive(.clicked(try #require(model.find("? keys"))))

    #expect(model.place == .help)
  }

  @Test func `a heading, a border and a toast are none`() throws {
    var model = Model.sample()
    model.press("d")

    #expect(model.hit(at: Frame.Position(x: 0, y: 0)) == nil)
    #expect(model.hit(at: Frame.Position(x: 500, y: 3)) == nil)
    #expect(model.hit(at: try #require(model.find("settings · "))) == nil)
    model.receive(.said(.info, "d differences"))

    #expect(model.hit(at: Frame.Position(x: 2, y: 23)) == nil)
  }

  @Test func `acting by a hint asks first, whatever the guard`() throws {
    var model = Model.sample(columns: 120, rows: 40, focus: 1)
    var plan = Sample.plan
    plan.environment = "dev"
    plan.guardrail = .none

    let effects = model.receive(.clicked(try #require(model.find("U launch"))))
    #expect(effects == [.world(.makePlan(.launch, environment: "dev"))])
    #expect(model.receive(.planArrived(plan)) == [])
    #expect(model.keyContext == .question)
    let yes = try #require(model.find("[ Launch ]"))
    #expect(model.receive(.clicked(yes)) == [])

    #expect(model.receive(.clicked(yes)) == [.world(.perform(plan, .yes))])
  }

  @Test func `No leaves at once`() throws {
    var model = Model.sample()

    model.press("<ctrl-c>")
    model.receive(.clicked(try #require(model.find("[ No ]"))))

    #expect(model.dialogs == [])
  }

  @Test func `beside a dialog nothing is hit`() {
    var model = Model.sample()

    model.press("<ctrl-c>")

    #expect(model.hit(at: Frame.Position(x: 3, y: 2)) == nil)
  }

  @Test func `a command of the list goes onto the line`() throws {
    var model = Model.sample()

    model.press(":")
    model.receive(.clicked(try #require(model.find("launch"))))

    #expect(model.prompt?.text == "launch ")
  }

  @Test func `an error is read by a click on it`() {
    var model = Model.sample()
    model.receive(.said(.error, "It broke."))

    model.receive(.clicked(Frame.Position(x: 5, y: 22)))

    #expect(model.unread == nil)
  }

  @Test func `the wheel goes through the list under it, and through a dialog above it`() throws {
    var model = Model.sample()

    model.receive(.scrolled(Frame.Position(x: 5, y: 3), 1))
    #expect(model.cursor.row == 3)
    model.receive(.scrolled(try #require(model.find("log level")), 1))
    #expect(model.cursor.row == 7)
    model.receive(.scrolled(Frame.Position(x: 5, y: 3), -1_000_000_000))
    #expect(model.cursor.row == 0)
    model.receive(.resized(Size(columns: 60, rows: 15)))
    model.press("3U")
    model.receive(.planArrived(Sample.plan))
    model.receive(.scrolled(Frame.Position(x: 30, y: 7), 1))

    #expect(view(model).text.contains("4–"))
  }

  @Test func `every cell of every screen can be clicked`() {
    for keys in ["", "d", "d<enter>", "c", "!", "?", ":", ":messages<enter>", "/a", "<ctrl-c>"] {
      for size in [Size(columns: 1, rows: 1), Size(columns: 60, rows: 15)] {
        let start = Model.sample(columns: size.columns, rows: size.rows)
        for y in 0..<size.rows {
          for x in 0..<size.columns {
            var model = start
            model.press(keys)
            model.receive(.clicked(Frame.Position(x: x, y: y)))
            #expect(view(model).size == size)
          }
        }
      }
    }
  }
}

struct `Pasting` {
  @Test func `acts as no key`() {
    var model = Model.sample(focus: 1)

    #expect(model.receive(.pasted("Uq")) == [])

    #expect(model.footer == " Pasting does nothing here; / and : take text.")
  }

  @Test func `goes into what is typed, up to its first line break`() {
    var model = Model.sample()

    model.press("/")
    model.receive(.pasted("quo\nq"))
    #expect(model.filter == "quo")
    model.press("<esc>:")
    model.receive(.pasted("focus\tprod\r\nquit\r\n"))

    #expect(model.prompt?.text == "focus prod")
  }

  @Test func `is no typing of a protected environment's name`() {
    var model = Model.sample(focus: 3)
    model.press("U")
    model.receive(.planArrived(Sample.plan))

    model.receive(.pasted("prod"))

    #expect(model.press("<enter>") == [])
  }
}

extension Model {
  /// Where a text begins on the screen, the first from the top.
  fileprivate func find(_ text: String) -> Frame.Position? {
    let frame = Console.view(self)
    for y in 0..<size.rows {
      let line = Array(frame.line(y))
      let wanted = Array(text)
      let x = line.indices.first { line[$0...].starts(with: wanted) }
      if let x { return Frame.Position(x: x, y: y) }
    }
    return nil
  }
}
