import Environments
import Testing

struct `Judging answers` {
  private let answer = SmokeAnswer(
    status: 201,
    headers: [.init("Content-Type", "application/json"), .init("retry-after", "1")],
    body: Array(#"{"id": "o-1", "number": 7, "list": [{"id": 8}], "long": ""}"#.utf8))

  /// Proves `smoke.tests.*.steps.*.status`.
  @Test func `the status comes first, with the title of a problem`() {
    let problem = SmokeAnswer(
      status: 503, headers: [.init("content-type", "application/problem+json")],
      body: Array(#"{"title": "Trading is halted"}"#.utf8))

    #expect(SmokeExpectation(status: 201).problem(of: answer) == nil)
    #expect(SmokeExpectation(status: 401).problem(of: answer) == "expected 401, answered 201")
    #expect(
      SmokeExpectation(status: 201).problem(of: problem)
        == "expected 201, answered 503 (Trading is halted)")
  }

  /// Proves `smoke.tests.*.steps.*.has_headers`.
  @Test(arguments: [
    ("Retry-After", nil as String?), ("Retry-After: 1", nil),
    ("Retry-After: 2", "expected the header Retry-After: 2, found \"1\""),
    ("Location", "expected a header Location, found none"),
    ("Location: /{order}", "expected the header Location: /7, found none"),
  ])
  func `a header is there with its value`(header: String, problem: String?) throws {
    var expected = SmokeExpectation(status: 201)
    expected.hasHeaders = [try #require(SmokeHeader(header))]

    #expect(expected.problem(of: answer, filling: ["order": "7"]) == problem)
  }

  /// Proves `smoke.tests.*.steps.*.lacks_headers`.
  @Test(arguments: [
    ("Location", nil as String?), ("Retry-After: 2", nil),
    ("RETRY-AFTER", "expected no header RETRY-AFTER, found \"1\""),
  ])
  func `a header is absent`(header: String, problem: String?) throws {
    var expected = SmokeExpectation(status: 201)
    expected.lacksHeaders = [try #require(SmokeHeader(header))]

    #expect(expected.problem(of: answer) == problem)
  }

  @Test func `secrets are masked before a text is cut`() throws {
    let key = String(repeating: "k", count: 60)
    let telling = SmokeAnswer(
      status: 201,
      headers: [
        .init("Content-Type", "application/problem+json"),
        .init("X-Echo", "\(String(repeating: "-", count: 50))\(key)"),
      ],
      body: Array("{\"title\": \"\(String(repeating: "-", count: 50))\(key)\"}".utf8))
    var expected = SmokeExpectation(status: 201)
    expected.hasHeaders = [try #require(SmokeHeader("X-Echo: no"))]
    func problem(_ expected: SmokeExpectation) -> String? {
      expected.problem(of: telling) { $0.replacing(key, with: "•••") }
    }

    #expect(
      problem(expected)
        == "expected the header X-Echo: no, found \"\(String(repeating: "-", count: 50))•••\"")
    #expect(
      problem(SmokeExpectation(status: 401))
        == "expected 401, answered 201 (\(String(repeating: "-", count: 50))•••)")
  }

  /// Proves `smoke.tests.*.steps.*.contains`.
  @Test func `the body contains a text`() {
    var expected = SmokeExpectation(status: 201)
    expected.contains = "o-1"
    #expect(expected.problem(of: answer) == nil)

    expected.contains = "o-2"
    #expect(expected.problem(of: answer) == "the body does not contain \"o-2\"")
  }

  @Test func `members of the answer are captured by path`() throws {
    var expected = SmokeExpectation(status: 201)
    expected.captures = ["a": "id", "b": "number", "c": "list.0.id"]

    #expect(try expected.captured(from: answer).get() == ["a": "o-1", "b": "7", "c": "8"])
  }

  @Test(arguments: [
    ("list", "the answer has no text or number at list"),
    ("list.1.id", "the answer has no text or number at list.1.id"),
    ("long", "long is not 1 to 255 visible characters"),
  ])
  func `a value that cannot be captured has a reason`(path: String, reason: String) {
    var expected = SmokeExpectation(status: 201)
    expected.captures = ["a": path]

    #expect(expected.captured(from: answer) == .failure(SmokeProblem(reason)))
  }

  @Test func `an answer that is not JSON has nothing to capture`() {
    var expected = SmokeExpectation(status: 200)
    expected.captures = ["a": "id"]

    #expect(
      expected.captured(from: SmokeAnswer(status: 200, body: [0x7B, 0xFF]))
        == .failure(SmokeProblem("the answer is not JSON")))
  }

  @Test(arguments: [
    ("/orders/{order}", "/orders/a%2Fb%20%22"), ("{\"a\": {\"b\": {}}}", "{\"a\": {\"b\": {}}}"),
    ("{ order }", "{ order }"), ("{{order}}", "{a%2Fb%20%22}"), ("{other", "{other"), ("{", "{"),
    ("{1}", "{1}"), ("", ""),
  ])
  func `only bare names in braces are filled`(template: String, filled: String) {
    #expect(
      SmokeTemplate(template)
        .filled(["order": "a/b \""], escaping: SmokeTemplate.percentEncoded) == filled)
  }

  @Test func `a value that is filled into JSON stays within its quotes`() {
    #expect(
      SmokeTemplate(#"{"id": "{a}"}"#).filled(
        ["a": #"x", "y\"#], escaping: \.escapedForJSON)
        == #"{"id": "x\", \"y\\"}"#)
  }
}
