import Environments
import Operations
import Testing

struct `Regular expressions` {
  @Test func `find every match, in bytes`() throws {
    let pattern = try LogPatterns.searching.read("z.|ü").get()

    #expect(pattern.find("zwölf, zehn, fünf") == .ranges([0..<2, 8..<10, 15..<17]))
    #expect(pattern.matches("acht") == false)
  }

  @Test func `ignore case where no capital is typed`() throws {
    #expect(try LogPatterns.searching.read("error").get().matches("ERROR") == true)
    #expect(try LogPatterns.searching.read("Error").get().matches("ERROR") == false)
    #expect(try LogPatterns.exact.read("error").get().matches("ERROR") == false)
  }

  @Test(arguments: [
    ("a(b", "missing closing parenthesis at 4"),
    ("[a", "missing terminating ] for character class at 3"),
    ("ü*(?<", "subpattern name expected at 6"),
    ("*", "quantifier does not follow a repeatable item at 1"),
  ]) func `that are wrong say how and where`(_ source: String, _ problem: String) {
    #expect(throws: LogPatternProblem.self) { try LogPatterns.searching.read(source).get() }
    if case .failure(let found) = LogPatterns.searching.read(source) {
      #expect(found.text == problem)
    }
  }

  @Test func `that backtrack without end are stopped`() throws {
    let pattern = try LogPatterns.searching.read("(a+)+$").get()
    let line = String(repeating: "a", count: 60) + "b"

    #expect(pattern.matches(line) == nil)
    #expect(pattern.find(line) == .tooCostly)
  }

  @Test func `that match nothing at all mark nothing`() throws {
    #expect(try LogPatterns.searching.read("x*").get().find("axü") == .ranges([1..<2]))
    #expect(try LogPatterns.searching.read("").get().find("") == .ranges([]))
  }
}
