import Testing

@testable import Environments

struct `Known secrets` {
  private let known = KnownSecrets([
    Secret("prodPw-0815"), Secret("a'b\"c$d/e f@&<x"), Secret("abc"),
  ])

  @Test func `are masked where they are, and the rest of the text stays`() {
    #expect(
      known.masked("redis-server --requirepass prodPw-0815 --port 1")
        == "redis-server --requirepass ••• --port 1")
    #expect(known.masked("prodPw-0815prodPw-0815") == "•••")
    #expect(known.masked("abc and prodPw-081") == "abc and prodPw-081")
  }

  @Test(arguments: [
    #"a'b"c$d/e f@&<x"#, #"a'b"c$$d/e f@&<x"#, #"a''b"c$d/e f@&<x"#, #"a'\''b"c$d/e f@&<x"#,
    #"a'b\"c$d/e f@&<x"#, #"a'b\"c$$d/e f@\u0026\u003cx"#, "a%27b%22c%24d%2Fe%20f%40%26%3Cx",
    "a%27b%22c%24d%2fe+f%40%26%3cx", "a'b%22c$d%2Fe%20f%40&%3Cx",
  ])
  func `are masked in the form of JSON, YAML, shells, URLs and Compose`(form: String) {
    #expect(known.masked("x \(form) y") == "x ••• y")
  }

  @Test(arguments: ["", "u", "us", "user", "admin:"])
  func `are masked in Base64, after any other bytes`(before: String) {
    let whole = Self.base64(before + "prodPw-0815")
    let shown = known.masked("Basic \(whole)")
    #expect(shown.contains("•••"))
    // At most the characters that the neighbours share remain.
    #expect(shown.utf8.count <= "Basic ".utf8.count + Self.base64(before).utf8.count + 9 + 6)
  }

  @Test func `of several lines are masked line by line`() {
    let key =
      "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\nAQEFAASCBKcwggSjAgEAAoIB\n-----END"
    let known = KnownSecrets([Secret(key + "\n")])
    #expect(known.masked(key) == "•••")
    #expect(known.masked("near \"AQEFAASCBKcwggSjAgEAAoIB\"") == "near \"•••\"")
    #expect(known.masked(#"x MIIEvQIBADANBgkqhkiG9w0B\nAQEF"#).contains("MIIEv") == false)
  }

  @Test func `that are words of the files are masked only where they are interpolated`() {
    let known = KnownSecrets(
      [Secret("postgres")], names: NamesInFiles(["postgres"]),
      places: ["services.db.command": .parts(["postgres"]), "services.db.label": .whole])
    #expect(known.masked("postgres:16") == "postgres:16")
    #expect(known.masked("-W postgres", at: ["services", "db", "command"]) == "-W •••")
    #expect(known.masked("x", at: ["services", "db", "label"]) == "•••")
    #expect(known.masked("x", at: ["services", "db", "image"]) == nil)
  }

  @Test func `print as a mask`() {
    #expect("\(known)" == "•••")
    #expect(!String(reflecting: known).contains("prodPw"))
  }

  /// The property: whatever the text and the secrets are, no secret of eight bytes or more is left.
  @Test(arguments: 0..<200) func `leave no byte sequence of a secret in any text`(seed: Int) {
    var random = Random(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
    let letters = Array("ab'\"$\\%/ \n:=é".unicodeScalars)
    func text(_ count: Int) -> String {
      var text = String.UnicodeScalarView()
      for _ in 0..<count { text.append(letters[Int(random.next() % UInt64(letters.count))]) }
      return String(text)
    }
    let secrets = (0..<(1 + Int(random.next() % 6))).map { _ in text(8 + Int(random.next() % 12)) }
    let known = KnownSecrets(secrets.map { Secret($0) })
    var whole = ""
    for secret in secrets { whole += text(Int(random.next() % 5)) + secret }
    let shown = known.masked(whole)
    for secret in secrets {
      let bare = secret.drop { $0.isWhitespace }
      guard bare.utf8.count >= 8, bare.last?.isWhitespace == false else { continue }
      #expect(!Array(shown.utf8).contains(Array(bare.utf8)))
    }
  }

  private struct Random {
    var state: UInt64
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state >> 8
    }
  }

  private static func base64(_ text: String) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bits = text.utf8.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }
    return String(
      stride(from: 0, to: bits.count, by: 6).map { start in
        digits[(0..<6).reduce(0) { $0 * 2 + Int(start + $1 < bits.count ? bits[start + $1] : 0) }]
      })
  }
}

struct `The parts that a masked text hides` {
  @Test(arguments: [
    ("x --p abc y", "x --p ••• y", ["abc"]), ("abc", "•••", ["abc"]),
    ("u:a@h,u:b@h", "u:•••@h,u:•••@h", ["a", "b"]), ("plain", "other", ["plain"]),
  ])
  func `are found by the text around them`(text: String, shown: String, parts: [String]) {
    #expect(MaskedText.hiddenParts(of: text, shownAs: shown) == parts)
  }
}
