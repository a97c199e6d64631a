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

struct `Paths that Compose makes absolute` {
  private let names = ComposeNames(root: "/srv/trading")
  private let mount = ["services", "api", "volumes", "/data"]

  @Test(arguments: [
    ("/srv/trading", "."), ("/srv/trading/docker/x", "./docker/x"),
    ("/srv/trading2/x", "/srv/trading2/x"),
    ("/srv/trading/.triptych/run/dev/config", "./.triptych/run/dev/config"),
    ("trading-dev_data", "trading-dev_data"),
  ])
  func `are relative to the checkout`(text: String, shortened: String) {
    #expect(names.shortened(.string(text), at: mount) == .string(shortened))
  }

  @Test(arguments: ["/srv/trading", "/srv/trading/x", "--config=/srv/trading/x", "trading-dev"])
  func `an ordinary value that holds the same text stays`(text: String) {
    let path = ["services", "api", "environment", "A"]

    #expect(names.shortened(.string(text), at: path) == .string(text))
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
