import Testing

@testable import Environments
@testable import Loading

struct `Amounts in Compose files` {
  @Test(
    arguments: [
      ("128M", 134_217_728), ("128m", 134_217_728), ("64kb", 65_536), ("1.5g", 1_610_612_736),
      ("2 GiB", 2_147_483_648), ("1t", 1_099_511_627_776), ("1024", 1024), ("10b", 10), ("-1", nil),
      ("many", nil), ("1x", nil), ("", nil),
    ] as [(String, Int?)])
  func `memory is counted by powers of 1024`(text: String, bytes: Int?) {
    #expect(ByteAmount.readDocker(text) == bytes)
  }

  @Test(arguments: [
    ("134217728", "128MiB"), ("1500", "1500"), ("1024", "1KiB"), ("128M", "128M"), ("0", "0"),
  ])
  func `plain bytes read in the largest unit that divides them`(text: String, readable: String) {
    #expect(ByteAmount.readable(text, ByteAmount.readDocker(text) ?? -1) == readable)
  }

  @Test(
    arguments: [
      ("2s", 2000), ("1m30s", 90_000), ("1.5h", 5_400_000), ("500ms", 500), ("1d", 86_400_000),
      ("0", 0), ("250us", 0), ("", nil), ("2", nil), ("s", nil), ("2 seconds", nil),
    ] as [(String, Int?)])
  func `durations are counted in milliseconds`(text: String, milliseconds: Int?) {
    #expect(DurationText.composeMilliseconds(text) == milliseconds)
  }

  @Test(arguments: [
    ("plain", false, Value.string("plain")), ("true", false, .bool(true)),
    ("FALSE", false, .bool(false)), ("8080", false, .integer(8080)),
    ("8080", true, .string("8080")), ("0.5", false, .decimal(0.5)), ("-3", false, .integer(-3)),
    ("~", false, .null), ("", false, .null), ("null", true, .string("null")),
    ("127.0.0.1", false, .string("127.0.0.1")), ("nan", false, .string("nan")),
  ])
  func `a scalar has the type that YAML gives it`(text: String, isQuoted: Bool, value: Value) {
    let node = YAMLNode(.scalar(text: text, isQuoted: isQuoted), at: ComposeModel.nowhere)

    #expect(ComposeValue.value(of: node, named: "key") == value)
  }

  @Test(arguments: [
    ("a$$b", "a$b"), ("$$$$", "$$"), ("plain", "plain"), ("$$", "$"), ("a$b", "a$b"), ("a$$", "a$"),
  ])
  func `Compose doubles every dollar`(text: String, unescaped: String) {
    #expect(text.unescapedDollars == unescaped)
  }
}

struct `Names that differ by design` {
  private let names = ComposeNames(
    environment: "dev", project: "trading-dev", root: "/srv/trading")

  @Test(arguments: [
    ("/srv/trading", "."), ("/srv/trading/docker/x", "./docker/x"),
    ("--config=/srv/trading/x", "--config=./x"), ("/srv/trading2/x", "/srv/trading2/x"),
    ("/srv/trading/.triptych/run/dev/config", "./.triptych/run/<environment>/config"),
    ("/srv/trading/.triptych/run/development/config", "./.triptych/run/development/config"),
    ("/srv/trading/.triptych/secrets/dev/key", "./.triptych/secrets/<environment>/key"),
    ("/srv/trading/.triptych/run/dev/0123456789ab/config", "./.triptych/run/<environment>/config"),
    ("/srv/trading/.triptych/run/dev/0123456789ab", "./.triptych/run/<environment>"),
    (
      "/srv/trading/.triptych/run/dev/0123456789ab/secrets/key",
      "./.triptych/secrets/<environment>/key"
    ),
    ("/srv/trading/.triptych/run/dev/0123456789/x", "./.triptych/run/<environment>/0123456789/x"),
    ("/srv/trading/.triptych/run/dev", "./.triptych/run/<environment>"),
    ("trading-dev", "<project>"), ("trading-dev_data", "<project>_data"),
    ("trading-dev-api-1", "<project>-api-1"), ("trading-devil", "trading-devil"),
    ("my-trading-dev", "my-trading-dev"),
  ])
  func `the checkout, the project and its run folder are taken out`(text: String, neutral: String) {
    #expect(names.neutral(text) == neutral)
  }

  @Test(arguments: [
    ("app", "app"), ("app-server", "app-server"), ("app_data", "<project>_data"),
    ("apple", "apple"),
  ])
  func `a word that is the project's name by chance stays`(text: String, neutral: String) {
    #expect(ComposeNames(environment: "dev", project: "app", root: "/srv").neutral(text) == neutral)
  }

  @Test func `inside of lists and maps too`() {
    let value = Value.map(["a": .list([.string("trading-dev_x"), .integer(1)])])

    #expect(names.neutral(value) == .map(["a": .list([.string("<project>_x"), .integer(1)])]))
  }
}

struct `Passwords inside URLs` {
  @Test(
    arguments: [
      ("postgres://u:hunter2@db:5432/x", "postgres://u:•••@db:5432/x"),
      ("redis://:p@ss@cache", "redis://:•••@cache"), ("https://example.com/a@b", nil),
      ("https://user@example.com", nil), ("user:pass@host", nil), ("https://u:@h", nil),
    ] as [(String, String?)])
  func `are masked`(url: String, masked: String?) {
    #expect(URLPassword(url)?.masked == masked)
  }
}
