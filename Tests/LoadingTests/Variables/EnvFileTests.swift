import Environments
import Loading
import Testing

struct `Reading a .env file` {
  /// `NAME=value` for each variable, then the diagnostics.
  private func read(_ text: String) -> String {
    let result = EnvFile.parse(text, file: ".env")
    let entries = result.file.entries.map { "\($0.name)=\(shown($0.value))" }
    let problems = result.diagnostics.map { "\($0.severity.rawValue) \($0.code)" }
    return (entries + problems).joined(separator: " | ")
  }

  private func shown(_ value: EnvValue) -> String {
    switch value {
    case .plain(let text): "[\(text)]"
    case .secret(let secret): "\(secret)"
    }
  }

  @Test(arguments: [
    ("A=b\n", "A=[b]"), ("A = b\n", "A=[b]"), (" A=b\n", "A=[b]"), ("A: b\n", "A=[b]"),
    ("A:b\n", "A=[b]"), ("A=\n", "A=[]"), ("A=   \n", "A=[]"), ("A=b   \n", "A=[b]"),
    ("A=b # c\n", "A=[b]"), ("A=b#c\n", "A=[b#c]"), ("A=a\\nb\n", "A=[a\\nb]"),
    ("A=a$$b\n", "A=[a$b]"), ("A=b\"c\"\n", "A=[b\"c\"]"), ("export A=b\n", "A=[b]"),
    ("export\tA=b\n", "A=[b]"), ("exportA=b\n", "exportA=[b]"), ("A=a\\\nB=c\n", "A=[a\\] | B=[c]"),
    ("A=\u{A0}b\n", "A=[b]"), ("A=b\r\nC=d\r\n", "A=[b] | C=[d]"), ("\u{FEFF}A=b\n", "A=[b]"),
    ("# c\n\n  # d\nA=b\n", "A=[b]"), ("A=$(date)\n", "A=[$(date)]"), ("A=`date`\n", "A=[`date`]"),
    ("A=$\n", "A=[$]"), ("A=$1\n", "A=[$1]"), ("A=b: c=d\n", "A=[b: c=d]"), ("", ""),
  ])
  func `an unquoted value ends with its line`(text: String, result: String) {
    #expect(read(text) == result)
  }

  @Test(arguments: [
    ("A='$HOME ${X}'\n", "A=[$HOME ${X}]"), ("A='a\\nb'\n", "A=[a\\nb]"),
    ("A='Let\\'s go'\n", "A=[Let's go]"), ("A='l1\nl2'\n", "A=[l1\nl2]"),
    ("A='b' # c\n", "A=[b]"), ("A='a\\\\b'\n", "A=[a\\\\b]"),
  ])
  func `single quotes keep what is inside`(text: String, result: String) {
    #expect(read(text) == result)
  }

  @Test(arguments: [
    ("A=\"a\\nb\\tc\\\"d\\\\e\"\n", "A=[a\nb\tc\"d\\e]"), ("A=\"\\$X\"\n", "A=[$X]"),
    ("A=\"$$X\"\n", "A=[$X]"), ("A=\"\\0101\"\n", "A=[A]"),
    ("A=\"\\x41\\u0041\\q\"\n", "A=[\\x41\\u0041\\q]"),
    ("A=\"\\01\"\n", "A=[\\1]"), ("A=\"l1\nl2\"\n", "A=[l1\nl2]"), ("A=\"b\"#c\n", "A=[b]"),
    ("A=\"b\"\r\n", "A=[b]"), ("A=\"\\a\\b\\f\\r\\v\"\n", "A=[\u{7}\u{8}\u{C}\r\u{B}]"),
  ])
  func `double quotes replace escapes`(text: String, result: String) {
    #expect(read(text) == result)
  }

  @Test(arguments: [
    ("A=1\nB=${A}2\n", "A=[1] | B=[12]"), ("A=${N:-d}\n", "A=[d]"),
    ("A=${N:-${M:-z}}\n", "A=[z]"), ("B=x\nA=${B:+y}\n", "B=[x] | A=[y]"),
    ("A=\"${N:-q}\"\n", "A=[q]"),
  ])
  func `a value uses the variables above it`(text: String, result: String) {
    #expect(read(text) == result)
  }

  @Test(arguments: [
    ("A=\"b\n", "error DOT13"), ("A='a\\'\n", "error DOT13"),
    ("A=1\nNAME", "A=[1] | error DOT03 | warning DOT01"),
    ("export A", "error DOT03 | warning DOT01"), ("=b\n", "error DOT05"),
    ("A B=c\nD=e\n", "D=[e] | error DOT06"), ("A!=1\nD=e\n", "D=[e] | error DOT04"),
    ("; x\n", "error DOT04"), ("lol$wut\n", "error DOT04"), ("A=${\n", "A=[${] | error DOT14"),
    ("A=${N:?must}\n", "A=[] | error DOT16"),
  ])
  func `what Compose refuses is an error, and reading goes on`(text: String, result: String) {
    #expect(read(text) == result)
  }

  @Test(arguments: [
    ("A=b", "A=[b] | warning DOT01"), ("A=\"b\" B=c\n", "A=[b] | B=[c] | warning DOT02"),
    ("A='b'c\n", "A=[b] | warning DOT02 | warning DOT08"),
    ("A=b\t#c\n", "A=[b\t#c] | warning DOT11"),
    ("A=#c\n", "A=[#c] | warning DOT10"), ("A= #c\n", "A=[#c] | warning DOT10"),
    ("X=1\nA=a\\$X\n", "X=[1] | A=[a\\1] | warning DOT12"),
    ("A=1\nB=2\nA=3\n", "A=[3] | B=[2] | warning DOT09"), ("1A=b\n", "1A=[b] | warning DOT07"),
    ("A-B=c\n", "A-B=[c] | warning DOT07"), ("A.B=c\n", "A.B=[c] | warning DOT07"),
    ("A[0]=c\n", "A[0]=[c] | warning DOT07"), ("É=c\n", "É=[c] | warning DOT07"),
    ("A=$NO\n", "A=[] | warning DOT15"), ("NAME\n", "warning DOT08"),
  ])
  func `what Compose misreads is a warning`(text: String, result: String) {
    #expect(read(text) == result)
  }

  @Test func `problems stand at their line and column, and quote no value`() {
    let file = """
      # ports
      API_PORT=1
      É=2 3
      TOKEN=hunter2\t#x
        API_PORT=4
      LAST
      """

    let result = EnvFile.parse(file, file: ".env")

    #expect(
      text(result.diagnostics) == """
        .env:3:1: warning: É is not a name that shells accept [DOT07]
          hint: letters, digits and underscores, not starting with a digit
        .env:4:7: warning: a # after a tab belongs to the value [DOT11]
          hint: put a space before the #
        .env:5:3: warning: API_PORT is already set on line 2 [DOT09]
          see: .env:2:1
          hint: the last one counts; keep one of them
        .env:6:1: error: the file ends after a name without = and without a newline [DOT03]
          hint: write NAME=value, and end the last line with a newline
        .env:6:5: warning: the last line does not end with a newline [DOT01]
          hint: end it with a newline; without one Compose misreads a bare name
        """)
  }

  @Test func `a value over several lines keeps the count of lines`() {
    let result = EnvFile.parse("A=\"1\n2\n3\"\nB=4\n", file: ".env")

    #expect(result.file.entries.map(\.location.description) == [".env:1:1", ".env:4:1"])
  }

  @Test func `a secret is out of sight, and so is what uses it`() {
    let result = read(
      """
      DB_PASSWORD=hunter2
      DSN=db:${DB_PASSWORD}
      URL=https://user:pw@host/
      KEY=AKIA0123456789ABCDEF
      PLAIN=text

      """)

    #expect(result == "DB_PASSWORD=••• | DSN=••• | URL=••• | KEY=••• | PLAIN=[text]")
  }

  @Test func `a later file uses the variables of an earlier one`() {
    let first = EnvFile.parse("A=1\n", file: "one").file.entries[0]

    let second = EnvFile.parse("B=${A}2\nA\n", file: "two", earlier: ["A": first])

    #expect(second.diagnostics.isEmpty)
    #expect(second.file.entries.map(\.value) == [.plain("12")])
    #expect(second.file.entries[0].variables.map(\.words) == ["one:1:1 (env file)"])
  }
}
