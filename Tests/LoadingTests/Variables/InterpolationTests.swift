import Environments
import Loading
import Testing

struct `Interpolating variables` {
  private let values = ["X": "x", "EMPTY": ""]

  private func read(_ text: String) -> String {
    guard let template = try? Interpolation.parse(text) else { return "malformed" }
    let outcome = template.evaluated { values[$0] }
    let undefined = outcome.undefined.map { " ?\($0)" }.joined()
    let failures = outcome.failures.map { " !\($0.name) \($0.message)" }.joined()
    return "[\(outcome.text)]\(undefined)\(failures)"
  }

  @Test(arguments: [
    ("$X", "[x]"), ("${X}", "[x]"), ("$X-bar", "[x-bar]"), ("$NO", "[] ?NO"),
    ("${X:-d}", "[x]"), ("${EMPTY:-d}", "[d]"), ("${NO:-d}", "[d]"),
    ("${X-d}", "[x]"), ("${EMPTY-d}", "[]"), ("${NO-d}", "[d]"),
    ("${X:?e}", "[x]"), ("${EMPTY:?e}", "[] !EMPTY e"), ("${NO:?e}", "[] !NO e"),
    ("${X?e}", "[x]"), ("${EMPTY?e}", "[]"), ("${NO?}", "[] !NO "),
    ("${X:+r}", "[r]"), ("${EMPTY:+r}", "[]"), ("${NO:+r}", "[]"),
    ("${X+r}", "[r]"), ("${EMPTY+r}", "[r]"), ("${NO+r}", "[]"),
    ("${NO:-${EMPTY:-c}}", "[c]"), ("${NO:-{\"a\":1}}", "[{\"a\":1}]"),
    ("${NO-a?b}", "[a?b]"), ("$$X", "[$X]"), ("$$$X", "[$x]"),
  ])
  func `a variable is read as Compose reads it`(written: String, outcome: String) {
    #expect(read(written) == outcome)
  }

  @Test(arguments: ["$", "a$", "$1", "$}", "$(date)", "^re$", "`date`", ""])
  func `a dollar sign that starts no variable is left alone`(text: String) {
    #expect(read(text) == "[\(text)]")
  }

  @Test(arguments: ["${", "${}", "${ X}", "${X }", "${X!}", "${X:}", "${X:-", "${1}"])
  func `a brace that holds no variable is malformed`(text: String) {
    #expect(read(text) == "malformed")
  }

  @Test func `a fallback nested too deeply is malformed and harmless`() {
    let nested = String(repeating: "${A:-", count: 5_000) + String(repeating: "}", count: 5_000)

    #expect(read(nested) == "malformed")
  }

  @Test func `references are in the order of the text, including nested ones`() throws {
    let template = try Interpolation.parse("$A ${B:-${C}} ${D?why $E}")

    #expect(template.references.map(\.name) == ["A", "B", "C", "D", "E"])
    #expect(template.references.map(\.isBare) == [true, false, true, false, true])
  }
}
