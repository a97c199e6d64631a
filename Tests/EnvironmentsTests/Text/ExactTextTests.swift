import Testing

@testable import Environments

struct `Texts that Unicode calls equivalent` {
  static let twins: [(String, String)] = [
    ("caf\u{e9}", "cafe\u{301}"), ("K", "\u{212a}"), ("\u{3a9}", "\u{2126}"),
    ("\u{c5}", "\u{212b}"), ("\u{ac00}", "\u{1100}\u{1161}"), ("a;b", "a\u{37e}b"),
  ]

  @Test(arguments: twins)
  func `are different values and keys`(one: String, other: String) {
    #expect(one == other)
    #expect(!one.isExactly(other))
    #expect(Value.string(one) != .string(other))
    #expect(Value.list([.string(one)]) != .list([.string(other)]))
    #expect(SettingKey(.env, one) != SettingKey(.env, other))
    #expect(Set([Value.string(one), .string(other)]).count == 2)
    #expect(JSONValue.string(one) != .string(other))
  }

  @Test(arguments: twins)
  func `are two members of a JSON object`(one: String, other: String) {
    let json = JSONValue(json: Array("{\"\(one)\": 1, \"\(other)\": 2}".utf8))

    #expect(json?.members?.count == 2)
    #expect(json?[one] == .integer(1))
    #expect(json?[other] == .integer(2))
  }

  @Test(arguments: twins)
  func `differ between environments, as values and as keys`(one: String, other: String) {
    let key = SettingKey(.env, "A")
    let matrix = compare([
      environment("dev", [key: .string(one), SettingKey(.env, "B" + one): .null]),
      environment("prod", [key: .string(other), SettingKey(.env, "B" + other): .null]),
    ])

    #expect(matrix.rows.map(\.kind) == [.different, .missing, .missing])
  }

  @Test(arguments: twins)
  func `do not satisfy an accepted value`(one: String, other: String) {
    let key = SettingKey(.env, "A")
    let entry = accepted(key, ["dev", "prod"], values: ["dev": other, "prod": "x"])
    let matrix = compare(
      [environment("dev", [key: .string(one)]), environment("prod", [key: .string("x")])],
      accepted: [entry])

    #expect(matrix.rows[0].accepted == nil)
  }

  @Test func `texts are ordered by bytes, whatever they are`() {
    var generator = SystemRandomNumberGenerator()
    let pieces = ["e", "\u{301}", "\u{e9}", "K", "\u{212a}", "\u{2126}", "\u{3a9}", "abcdefgh", ""]
    let texts = (0..<300).map { _ in
      (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
    }

    for left in texts {
      for right in texts {
        #expect(left.isExactly(right) == (Array(left.utf8) == Array(right.utf8)))
        #expect(left.precedesExactly(right) == left.utf8.lexicographicallyPrecedes(right.utf8))
      }
    }
  }
}
