import Environments
import Loading
import Testing

struct `Interpolating variables` {
  private let values = ["X": "x", "EMPTY": ""]

  private func read(_ text: String) -> String {
    guard let template = try? Interpolation.parse(text) else { return "malformed" }
    let outcome = template.evaluated { values[$0] }
    let undefined = outcome.undefined.map { " ?\($0)" }.joined()
    let failures = outcome.failures.map { " !\($0)" }.joined()
    return "[\(outcome.text)]\(undefined)\(failures)"
  }

  @Test(arguments: [
    ("$X", "[x]"), ("${X}", "[x]"), ("$X-bar", "[x-bar]"), ("$NO", "[] ?NO"),
    ("${X:-d}", "[x]"), ("${EMPTY:-d}", "[d]"), ("${NO:-d}", "[d]"),
    ("${X-d}", "[x]"), ("${EMPTY-d}", "[]"), ("${NO-d}", "[d]"),
    ("${X:?e}", "[x]"), ("${EMPTY:?e}", "[] !EMPTY"), ("${NO:?e}", "[] !NO"),
    ("${X?e}", "[x]"), ("${EMPTY?e}", "[]"), ("${NO?}", "[] !NO"),
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
    #expect { try Interpolation.parse(nested) } throws: {
      ($0 as? Interpolation.Malformed)?.isTooDeep == true
    }
  }

  @Test func `a text that grows beyond the limit is empty and told`() throws {
    let template = try Interpolation.parse("a${X}${X:-d}${NO:-${X}}")

    #expect(template.evaluated(bytesMax: 13) { $0 == "X" ? "1234" : nil }.text.count == 13)
    let outcome = template.evaluated(bytesMax: 12) { $0 == "X" ? "1234" : nil }
    #expect(outcome.isTooLong)
    #expect(outcome.text.isEmpty)
  }

  @Test func `references are in the order of the text, including nested ones`() throws {
    let template = try Interpolation.parse("$A ${B:-${C}} ${D?why $E}")

    #expect(template.references.map(\.name) == ["A", "B", "C", "D", "E"])
    #expect(template.references.map(\.isBare) == [true, false, true, false, true])
  }
}
