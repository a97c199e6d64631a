import Testing

@testable import Engine

struct `Reading the engine's times` {
  @Test(arguments: [
    ("1970-01-01T00:00:01Z", nil), ("0001-01-01T00:00:00Z", nil), ("nonsense", nil),
    ("2026-11-22T22:23:41.71778697Z", 1_795_386_221), ("2000-02-29T12:00:00Z", 951_825_600),
  ])
  func `to the second`(text: String, seconds: Int?) {
    #expect(secondsSince1970(text) == seconds)
  }

  @Test(arguments: [
    ("2026-11-22T22:23:41Z", 1_795_386_221_000_000_000),
    ("2026-11-22T22:23:41.71778697Z", 1_795_386_221_717_786_970),
    ("2026-11-22T22:23:41.1234567891Z", 1_795_386_221_123_456_789),
    ("2026-11-22T23:23:41.5+01:00", 1_795_386_221_500_000_000),
    ("2026-11-22T16:53:41.5-05:30", 1_795_386_221_500_000_000),
    ("2026-11-22T22:23:41", nil), ("2026-11-22T22:23:41.5", nil),
    ("0001-01-01T00:00:00Z", nil), ("", nil),
  ])
  func `to the nanosecond, wherever its machine's clock stands`(text: String, nanoseconds: Int?) {
    #expect(nanosecondsSince1970(text) == nanoseconds)
  }

  @Test func `a clock that is centuries ahead is no time`() {
    #expect(nanosecondsSince1970("2262-04-11T23:47:16.854775807Z") == .max)
    #expect(nanosecondsSince1970("2262-04-11T23:47:16.854775808Z") == nil)
    #expect(nanosecondsSince1970("9999-12-31T23:59:59Z") == nil)
  }

  @Test func `a moment is written as the API takes it`() {
    #expect(engineTime(1_795_386_221_000_000_042) == "1795386221.000000042")
    #expect(engineTime(0) == "0.000000000")
  }
}

struct `Writing what is asked for` {
  @Test func `a query names its filters as JSON, and what a URI does not take is encoded`() {
    let wanted = filter(["label": ["a=b c", "ü\"&%"]])

    #expect(
      target("/containers/json", [("all", "1"), wanted])
        == "/containers/json?all=1&filters=%7b%22label%22:%5b%22a%3db%20c%22%2c%22%c3%bc%5c%22%26%25%22%5d%7d"
    )
    #expect(target("/info") == "/info")
  }

  @Test(arguments: [
    ("registry:5000/team/img:1.2_3-rc~1", "registry:5000/team/img:1.2_3-rc~1"),
    ("img@sha256:ab", "img%40sha256:ab"), ("a b\r\nX: y", "a%20b%0d%0aX:%20y"), ("?#", "%3f%23"),
    ("\u{1}", "%01"),
  ])
  func `a name stays one path`(name: String, encoded: String) {
    #expect(percentEncoded(name) == encoded)
  }

  @Test(arguments: [
    ("1.41", "1.41"), ("1.9", "1.9"), ("2.0", "2.0"), ("1", nil), ("1.41.2", nil), ("v1.41", nil),
    ("", nil),
    (".", nil),
  ])
  func `a version is two numbers`(text: String, version: String?) {
    #expect(APIVersion(text).map { "\($0)" } == version)
  }

  @Test func `versions are compared as numbers`() throws {
    let versions = ["1.100", "1.9", "2.0", "1.41"].compactMap(APIVersion.init)

    #expect(versions.sorted().map { "\($0)" } == ["1.9", "1.41", "1.100", "2.0"])
  }
}
