import Environments
import Loading
import Testing

struct `Reading YAML` {
  private func problems(_ text: String, _ dialect: YAMLDialect = .settings) -> String {
    LoadingTests.text(
      YAMLDocument.parse(text, file: "dev.yaml", dialect: dialect).diagnostics)
  }

  private func tree(_ text: String, _ dialect: YAMLDialect = .compose) -> String {
    YAMLDocument.parse(text, file: "f", dialect: dialect).node.map(drawn) ?? "nothing"
  }

  @Test func `every node knows its line and column, counted in scalars`() {
    let document = """
      name: "8080"
      é: [x, 😀, y]
      """

    #expect(tree(document) == "{name: '8080'@1:7, é: [x@2:5, 😀@2:8, y@2:11]@2:4}@1:1")
  }

  @Test func `an empty document is nothing, and no problem`() {
    #expect(tree("# only a comment\n") == "nothing")
    #expect(problems("") == "")
  }

  @Test func `an alias stands for its anchor`() {
    let document = """
      a: &one [x]
      b: *one
      """

    #expect(tree(document) == "{a: [x@1:10]@1:4, b: [x@1:10]@1:4}@1:1")
  }

  @Test func `an alias stands for the last anchor of its name, on a key as well`() {
    #expect(tree("a: &x 1\nb: &x 2\nc: *x") == "{a: 1@1:4, b: 2@2:4, c: 2@2:4}@1:1")
    #expect(tree("&k a: *k\n{\"b\":*k}: 1") == "{a: a@1:1}@1:1")
    #expect(tree("a: &x [&x y, *x]\nb: *x") == "{a: [y@1:8, y@1:8]@1:4, b: [y@1:8, y@1:8]@1:4}@1:1")
  }

  @Test func `a star inside of a text is a star`() {
    let document = """
      a: &x y
      b: "*x"
      c: see *x there
      d: |
        *x
      """

    #expect(tree(document) == "{a: y@1:4, b: '*x'@2:4, c: see *x there@3:4, d: '*x'@4:4}@1:1")
  }

  @Test func `merge keys are merged in Compose files, and the map's own keys win`() {
    let document = """
      base: &base {a: 1, b: 2}
      own:
        <<: *base
        b: 3
      """

    #expect(
      tree(document)
        == "{base: {a: 1@1:17, b: 2@1:23}@1:7, own: {b: 3@4:6, a: 1@1:17}@3:3}@1:1")
  }

  @Test func `merge keys have no meaning in an environment's file`() {
    let document = """
      base: &base {a: 1}
      own:
        <<: *base
      """

    #expect(
      problems(document) == """
        dev.yaml:3:3: error: merge keys are not supported here [YAML06]
          hint: write the keys out, or let the environment extend another one
        """)
  }

  @Test func `a merge key that merges something else than maps is refused`() {
    #expect(
      problems("<<: text", .compose)
        == "dev.yaml:1:1: error: a merge key takes a map or a list of maps [YAML06]")
  }

  @Test func `the tags of Compose are kept`() {
    let document = """
      ports: !reset []
      env: !override {a: b}
      """

    #expect(tree(document) == "{ports: !reset []@1:8, env: !override {a: b@2:20}@2:6}@1:1")
  }

  @Test func `other tags are refused`() {
    #expect(
      problems("a: !secret b")
        == "dev.yaml:1:4: error: this tag is not supported here [YAML07]\n  hint: quote a text that begins with !"
    )
    #expect(
      problems("a: !reset b")
        == "dev.yaml:1:4: error: this tag is not supported here [YAML07]\n  hint: quote a text that begins with !"
    )
  }

  @Test func `every duplicate key is reported at its second position`() {
    let document = """
      api:
        bind: a
        # a comment
        "bind": b
      quotes:
        - x: 1
          y: 2
          x: 3
      flow: {k: 1, k: 2}
      api: again
      """

    #expect(
      problems(document) == """
        dev.yaml:4:3: error: the key bind is already set on line 2 [YAML02]
          see: dev.yaml:2:3
          hint: keep one of them
        dev.yaml:8:5: error: the key x is already set on line 6 [YAML02]
          see: dev.yaml:6:5
          hint: keep one of them
        dev.yaml:9:14: error: the key k is already set on line 9 [YAML02]
          see: dev.yaml:9:8
          hint: keep one of them
        dev.yaml:10:1: error: the key api is already set on line 1 [YAML02]
          see: dev.yaml:1:1
          hint: keep one of them
        """)
    #expect(tree("a: 1\na: 2\nb: 3") == "{a: 1@1:4, b: 3@3:4}@1:1")
  }

  @Test func `keys are equal however they are spelled`() {
    #expect(
      problems("\"a\\x41\": 1\n!!int aA: 2") == """
        dev.yaml:2:1: error: the key aA is already set on line 1 [YAML02]
          see: dev.yaml:1:1
          hint: keep one of them
        """)
  }

  @Test func `keys that only their bytes tell apart are two keys`() {
    #expect(problems("e\u{301}: 1\n\u{e9}: 2") == "")
  }

  @Test func `a duplicate is found among many keys, and the search ends after fifty`() {
    let keys = (1...20).map { "k\($0): 1\n" }.joined()

    #expect(
      problems(keys + "k20: 2") == """
        dev.yaml:21:1: error: the key k20 is already set on line 20 [YAML02]
          see: dev.yaml:20:1
          hint: keep one of them
        """)
    let answer = YAMLDocument.parse(String(repeating: "a: 1\n", count: 99), file: "f")
    #expect(answer.diagnostics.count == 50)
    #expect(answer.node == nil)
  }

  @Test func `problems before broken syntax are reported as well`() {
    #expect(
      problems("a: !secret b\na: c\nd: [") == """
        dev.yaml:1:4: error: this tag is not supported here [YAML07]
          hint: quote a text that begins with !
        dev.yaml:2:1: error: the key a is already set on line 1 [YAML02]
          see: dev.yaml:1:1
          hint: keep one of them
        dev.yaml:4:1: error: did not find expected node content [YAML01]
        """)
  }

  @Test func `broken syntax is told without quoting the file`() {
    let document = """
      password: "hunter2
      other: x
      """

    #expect(
      problems(document) == """
        dev.yaml:2:9: error: found unexpected end of stream, while scanning a quoted scalar from line 1 on [YAML01]
        """)
  }

  @Test func `a tab and an unquoted colon come with a hint`() {
    #expect(
      problems("a:\n\tb: c") == """
        dev.yaml:2:1: error: found character that cannot start any token [YAML01]
          hint: indent with spaces; YAML allows no tabs
        """)
    #expect(
      problems("a: b: c") == """
        dev.yaml:1:5: error: mapping values are not allowed in this context [YAML01]
          hint: quote a text that holds a colon and a space
        """)
  }

  @Test func `a second document is refused`() {
    #expect(
      problems("a: 1\n---\nb: 2") == """
        dev.yaml:2:1: error: a second document starts here [YAML01]
          hint: write one document per file
        """)
  }

  @Test func `a control character is refused at its position`() {
    #expect(
      problems("a: \u{1}")
        == "dev.yaml:1:4: error: the file is not YAML: control characters are not allowed [YAML01]")
    #expect(
      problems("a: 1\r\nb: é\u{2028}c: \u{0}")
        == "dev.yaml:3:4: error: the file is not YAML: control characters are not allowed [YAML01]")
  }

  @Test func `a key that is no text is refused`() {
    #expect(
      problems("? [a, b]\n: c")
        == "dev.yaml:1:3: error: a key must be text, not a list or a map [YAML05]")
    #expect(
      problems("a: &x y\n*x : z")
        == "dev.yaml:2:1: error: a key must be text, not an alias [YAML05]")
  }

  @Test func `problems inside a key that is not text are not reported again`() {
    #expect(
      problems("? ? ? a\n: b") == """
        dev.yaml:1:3: error: a key must be text, not a list or a map [YAML05]
        """)
  }

  @Test func `an alias without an anchor hides no problem behind it`() {
    #expect(
      problems("a: *b\nc: 1\nc: 2\nd: [") == """
        dev.yaml:1:4: error: this alias has no anchor above it [YAML04]
          hint: quote a text that begins with *
        dev.yaml:3:1: error: the key c is already set on line 2 [YAML02]
          see: dev.yaml:2:1
          hint: keep one of them
        dev.yaml:5:1: error: did not find expected node content [YAML01]
        """)
    #expect(tree("a: *b\nc: 1") == "nothing")
  }

  @Test func `an alias without an anchor is refused`() {
    #expect(
      problems("a: *b")
        == "dev.yaml:1:4: error: this alias has no anchor above it [YAML04]\n  hint: quote a text that begins with *"
    )
    #expect(
      problems("a: &a [*a]")
        == "dev.yaml:1:8: error: this alias has no anchor above it [YAML04]\n  hint: quote a text that begins with *"
    )
  }

  @Test func `an alias bomb is refused at once`() {
    let levels = (1...40).map { "l\($0): &l\($0) [*l\($0 - 1), *l\($0 - 1), *l\($0 - 1)]" }
    let bomb = "l0: &l0 [x, x, x]\n" + levels.joined(separator: "\n")

    #expect(
      problems(bomb) == """
        dev.yaml:9:20: error: the document has more than 50000 nodes, aliases expanded [YAML03]
        """)
  }

  @Test func `a chain of aliases too deep to walk is refused`() {
    let links = (1...30_000).map { "l\($0): &l\($0) [*l\($0 - 1)]" }
    let chain = "l0: &l0 x\n" + links.joined(separator: "\n")

    #expect(
      problems(chain) == """
        dev.yaml:99:12: error: the document is nested deeper than 100 levels [YAML03]
        """)
  }

  @Test func `a long text that aliases repeat is refused`() {
    let text = String(repeating: "x", count: 1 << 20)
    let document = "a: &a \(text)\nb: [*a, *a, *a, *a, *a, *a, *a, *a]"

    #expect(
      problems(document) == """
        dev.yaml:2:29: error: the document has more than 8388608 bytes, aliases expanded [YAML03]
        """)
  }

  @Test func `directives without end are refused`() {
    let directives = (1...50_000).map { "%TAG !a\($0)! b\n" }.joined()

    #expect(
      problems(directives + "--- a")
        == "dev.yaml:101:1: error: the document has more than 100 directives [YAML03]")
  }

  @Test func `of a thousand problems no more are kept`() {
    let document = String(repeating: "- !x y\n", count: 2_000)

    #expect(YAMLDocument.parse(document, file: "f").diagnostics.count == 1_000)
  }

  /// A mebibyte of each: what is quadratic in any of them takes minutes.
  @Test(arguments: [
    "[", "{", "- ", "? ", "&a ", "*a ", "!", "\"", "'", "|", "%", ": ", ",", "[\n", "- [\n", "a:\n",
    "[a: ", "{a: [", "[? ", "? - ", "!a ", "\\", "\t", "\r", "---\n", "a,", "\u{2028}", "\u{0}",
    "<<: ", "- >\n", "#\n", "\u{feff}",
  ])
  func `a mebibyte of one token ends soon`(token: String) {
    let document = String(repeating: token, count: (1 << 20) / token.utf8.count)

    let took = ContinuousClock().measure { _ = problems(document) }

    #expect(took < .seconds(10), "\(took)")
  }

  @Test func `a tag whose prefix is long costs what it is long`() {
    let document =
      "%TAG ! !" + String(repeating: "t", count: 100_000) + "\n---\na: ["
      + String(repeating: "!b c,", count: 20_000) + "]\n"

    let told = problems(document)

    #expect(
      told.hasSuffix("error: the document has more than 8388608 bytes, aliases expanded [YAML03]"))
    #expect(told.utf8.count < 50_000)
  }

  @Test func `only a directive counts as one`() {
    let comments = String(repeating: "# 伨%TAG\n", count: 200)

    #expect(problems(comments + "a: 1") == "")
  }

  @Test func `brackets without end are refused`() {
    let brackets = String(repeating: "[", count: 100_000)

    #expect(
      problems(brackets) == """
        dev.yaml:1:101: error: the document is nested deeper than 100 levels [YAML03]
        """)
    #expect(
      problems(String(repeating: "[", count: 200) + String(repeating: "]", count: 200)) == """
        dev.yaml:1:101: error: the document is nested deeper than 100 levels [YAML03]
        """)
  }
}

/// A tree in one line: values with their positions, quoted texts in quotes.
func drawn(_ node: YAMLNode) -> String {
  let place = "@\(node.location.line):\(node.location.column)"
  let tag = node.tag.map { "\($0) " } ?? ""
  switch node.content {
  case .scalar(let text, let isQuoted):
    let text = text.hasSuffix("\n") ? String(text.dropLast()) : text
    return tag + (isQuoted ? "'\(text)'" : text) + place
  case .sequence(let items):
    return tag + "[" + items.map(drawn).joined(separator: ", ") + "]" + place
  case .mapping(let entries):
    let drawnEntries = entries.map { "\($0.key): \(drawn($0.value))" }
    return tag + "{" + drawnEntries.joined(separator: ", ") + "}" + place
  }
}
