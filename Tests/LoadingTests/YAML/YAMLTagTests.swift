import Environments
import Loading
import Testing

struct `Reading tags and several documents` {
  private func problems(_ text: String, _ dialect: YAMLDialect = .settings) -> String {
    LoadingTests.text(
      YAMLDocument.parse(text, file: "dev.yaml", dialect: dialect).diagnostics)
  }

  private func tree(_ text: String, _ dialect: YAMLDialect = .compose) -> String {
    YAMLDocument.parse(text, file: "f", dialect: dialect).node.map(drawn) ?? "nothing"
  }

  @Test(arguments: [
    ("a: !!int 5", "{a: 5@1:4}@1:1"), ("a: !!str 5", "{a: '5'@1:4}@1:1"),
    ("a: !!binary aGVsbG8=", "{a: 'hello'@1:4}@1:1"),
    ("!!binary aGVsbG8=: b", "{hello: b@1:20}@1:1"),
  ])
  func `the tags of YAML are read as Compose reads them`(text: String, result: String) {
    #expect(problems(text, .compose) == "")
    #expect(tree(text) == result)
  }

  @Test func `another tag in a Compose file is a warning that quotes nothing`() {
    #expect(
      problems("password: !s3cret", .compose) == """
        dev.yaml:1:11: warning: Compose ignores this tag [YAML07]
          hint: quote a text that begins with !
        """)
    #expect(tree("a: !foo 12") == "{a: '12'@1:4}@1:1")
  }

  @Test func `documents of a Compose file are merged`() {
    let document = """
      a: {b: 1, c: [x], d: 2}
      ---
      a: {b: 3, c: [y]}
      e: 4
      ---
      """

    #expect(
      problems(document, .compose) == """
        dev.yaml:2:1: warning: Compose merges this document into the one above it [YAML08]
          hint: one document per file can be followed
        dev.yaml:5:1: warning: Compose merges this document into the one above it [YAML08]
          hint: one document per file can be followed
        """)
    #expect(
      tree(document)
        == "{a: {b: 3@3:8, c: [x@1:15, y@3:15]@1:14, d: 2@1:22}@1:4, e: 4@4:4}@1:1")
  }
}
