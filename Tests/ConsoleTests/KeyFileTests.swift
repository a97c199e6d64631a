import Canvas
import Environments
import Loading
import Testing

@testable import Console

struct `Keys of one's own` {
  @Test func `a key is another, alone or in a list, and a command needs none`() {
    let file = read(
      """
      mouse: false
      keys:
        check-health: C
        launch: [<f5>, ^x]
        help: []
        next-difference: "]"
      """)

    #expect(file.problems == [])
    #expect(!file.takesMouse)
    #expect(file.table.action(for: .character("C"), in: .overview) == .checkHealth)
    #expect(file.table.action(for: .character("c"), in: .overview) == nil)
    #expect(file.table.action(for: .control("x"), in: .health) == .launch)
    #expect(file.table.action(for: .function(1), in: .overview) == nil)
    #expect(file.table.action(for: .character("]"), in: .differences) == .nextDifference)
  }

  @Test func `footer, help and sentences name the keys in force`() {
    let file = read(
      """
      keys: {check-health: C, help: <f2>, problems: "*", command: ";", messages: M, left: "(", right: ")"}
      """)
    var model = Model(size: Size(columns: 88, rows: 24), keys: file.table)
    for message in Self.world { model.receive(message) }

    #expect(model.footer.hasPrefix(" C check health "))
    #expect(model.footer.hasSuffix("; command   F2 keys"))
    model.press("%")
    #expect(model.footer == " % does nothing here; F2 shows the keys.")
    model.press("U")
    #expect(
      model.footer == " Launch acts on one environment: press its number, or ( and ), to focus it.")
    model.press("<f2>/C<enter>")
    #expect(view(model).text.contains("C        Check the health"))
    model.receive(.said(.error, "It broke."))

    #expect(view(model).line(22).hasSuffix(" M   Esc dismisses it"))
  }

  @Test func `a clash names both actions, and the key stays what it was`() {
    let file = read(
      """
      keys:
        check-health: y
        copy: d
        stop: U
        launch: Q
        edit: Q
      """)

    #expect(
      file.problems.map(\.description) == [
        """
        keys.yaml:2:17: error: y means both check-health and copy in overview [KEY05]
          hint: give copy another key, or choose another one here; until then check-health stays on c
        """,
        """
        keys.yaml:3:9: error: d means both copy and differences in overview [KEY05]
          hint: give differences another key, or choose another one here; until then copy stays on y
        """,
        """
        keys.yaml:6:9: error: Q means both edit and launch in overview [KEY05]
          see: keys.yaml:5:11
          hint: give launch another key, or choose another one here; until then edit stays on e
        """,
      ])
    #expect(file.table.clashes == [])
    #expect(file.table.action(for: .character("y"), in: .overview) == .copy)
    #expect(file.table.action(for: .character("U"), in: .overview) == .stop)
    #expect(file.table.action(for: .character("Q"), in: .overview) == .launch)
  }

  @Test func `two keys can be exchanged`() {
    let file = read("keys: {launch: X, stop: U}")

    #expect(file.problems == [])
    #expect(file.table.action(for: .character("U"), in: .overview) == .stop)
  }

  @Test(arguments: [
    (
      "keys: {lunch: L}",
      "keys.yaml:1:8: error: there is no action lunch [KEY02]\n  hint: did you mean launch?"
    ),
    (
      "keys: {zzz: L}",
      "keys.yaml:1:8: error: there is no action zzz [KEY02]\n  hint: triptych keys lists them all"
    ),
    (
      "keys: {launch: entr}",
      "keys.yaml:1:16: error: there is no key entr [KEY03]\n  hint: did you mean <enter>?"
    ),
    ("keys: {launch: f5}", "keys.yaml:1:16: error: there is no key f5 [KEY03]\n  hint: write <f5>"),
    (
      "keys: {launch: <ctrl-i>}",
      "keys.yaml:1:16: error: terminals cannot tell ^I from Tab [KEY03]\n  hint: write <tab>"
    ),
    (
      "keys: {launch: }",
      "keys.yaml:1:16: error: launch: expected a key or a list of keys [KEY03]\n  hint: such as C, <f5> or <ctrl-x>; [] takes its keys away"
    ),
    (
      "keys: {back: b}",
      "keys.yaml:1:8: error: the keys of back are fixed [KEY04]\n  hint: digits focus; Esc and ^C always lead out"
    ),
    (
      "keys: {dismiss: x}",
      "keys.yaml:1:8: error: the keys of dismiss are fixed [KEY04]\n  hint: digits focus; Esc and ^C always lead out"
    ),
    (
      "keys: {redraw: r}",
      "keys.yaml:1:16: error: redraw also works while text is typed, and r would be typed [KEY04]\n  hint: give it a key like <f5> or <ctrl-x>"
    ),
    (
      "keys: {launch: <ctrl-c>}",
      "keys.yaml:1:16: error: ^C means both launch and interrupt in overview [KEY05]\n  hint: give interrupt another key, or choose another one here; until then launch stays on U"
    ),
    (
      "keyz: {}",
      "keys.yaml:1:1: error: the file of keys has no key keyz [KEY01]\n  hint: did you mean keys?"
    ),
    ("mouse: perhaps", "keys.yaml:1:8: error: mouse: expected true or false [KEY01]"),
    (
      "keys: c",
      "keys.yaml:1:7: error: keys: expected a map from actions to keys [KEY01]\n  hint: such as check-health: C"
    ),
    (
      "- c",
      "keys.yaml:1:1: error: the file of keys must be a map [KEY01]\n  hint: write keys: or mouse:"
    ),
  ])
  func `what is wrong is said with its place`(text: String, problem: String) {
    let file = read(text)

    #expect(file.problems.map(\.description) == [problem])
    #expect(file.table == KeyTable.standard)
  }

  @Test func `no file is no problem, and an empty one neither`() {
    #expect(KeyFile(.missing, file: "keys.yaml").problems == [])
    #expect(read("").problems == [])
    #expect(
      KeyFile(.directory, file: "keys.yaml").problems.map(\.message)
        == ["the file of keys cannot be read"])
  }

  private static let world: [Message] = [
    .ticked(now: Sample.now, utcOffsetMinutes: 0), .loaded(Sample.configuration, Sample.matrix),
    .statusArrived(Sample.statuses),
  ]

  private func read(_ text: String) -> KeyFile { KeyFile(.text(text), file: "keys.yaml") }
}

extension KeyFile {
  /// As the program puts its two halves together.
  fileprivate init(_ source: SourceText, file: String) {
    self.init(WrittenKeys(source, file: file))
  }
}
