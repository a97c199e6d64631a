import Testing

@testable import Engine

struct `Taking answers apart` {
  private static let counted =
    "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 5\r\n\r\nhello"
  private static let chunked =
    "HTTP/1.1 200 OK\r\nAPI-VERSION: 1.41\r\nTransfer-Encoding: chunked\r\n\r\n"
    + "2\r\nhe\r\n3;more=x\r\nllo\r\n0\r\n\r\n"
  private static let whole = Parsed(
    status: 200, apiVersion: "1.41", body: "hello", isComplete: true)

  @Test(arguments: [counted, chunked])
  func `however an answer is cut into pieces, it is the same`(text: String) {
    let answers = (1...text.utf8.count).map { parse(text, pieceBytes: $0) }

    #expect(Set(answers) == [Self.whole])
  }

  @Test func `a body without a count ends with its connection`() {
    let text = "HTTP/1.1 200 OK\r\n\r\nhello"

    #expect(parse(text).isComplete == false)
    #expect(parse(text, isEnded: true) == Parsed(status: 200, body: "hello", isComplete: true))
  }

  @Test(arguments: [
    String(counted.dropLast()), String(chunked.dropLast()), "HTTP/1.1 200 OK\r\nApi-Ver", "HT",
  ])
  func `a connection that ends in the middle has cut the answer`(text: String) {
    #expect(parse(text, isEnded: true).isCut)
  }

  @Test func `an interim answer is followed by the one that counts`() {
    #expect(parse("HTTP/1.1 100 Continue\r\n\r\n" + Self.counted) == Self.whole)
  }

  @Test func `what comes after the answer was not asked for`() {
    #expect(
      parse(Self.counted + "HTTP/1.1 200 OK\r\n").error == "the on_message_begin callback failed")
  }

  @Test(arguments: [
    ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", true),
    ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", false),
    ("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", false),
    ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n", false),
  ])
  func `another question may follow where the engine says so, and the answer is over`(
    text: String, keeps: Bool
  ) throws {
    let parser = try #require(AnswerParser())

    #expect(feed(text, to: parser))
    #expect(parser.keepsConnection == keeps)
  }

  @Test(arguments: [
    ("SSH-2.0-OpenSSH_9.2p1\r\n", "invalid constant string"),
    ("<html>", "invalid constant string"),
    ("HTTP/1.1 99999 OK\r\n\r\n", "invalid HTTP status code"),
    (
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "invalid character in chunk size header"
    ),
    (
      "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
      "unexpected content-length header"
    ),
    ("HTTP/1.1 101 Switching\r\nUpgrade: tcp\r\nConnection: Upgrade\r\n\r\nraw", "success"),
  ])
  func `what is no answer is refused, and what is wrong has its words`(text: String, words: String)
  {
    #expect(parse(text).error == words)
  }

  @Test func `a head without an end is refused before it takes any memory`() throws {
    let parser = try #require(AnswerParser())
    #expect(feed("HTTP/1.1 200 OK\r\n", to: parser))

    let taken = (0..<100_000).prefix { _ in feed("X-More: and more\r\n", to: parser) }

    #expect(parser.error == "too many header bytes seen; overflow detected")
    #expect(taken.count < 10_000)
  }

  @Test func `a line that is too long does not affect the lines after it`() {
    let long = "X-Long: " + String(repeating: "x", count: 10_000) + "\r\n"
    let text = Self.counted.replacing("Api-Version", with: long + "Api-Version")

    #expect(parse(text) == Self.whole)
  }
}

/// The result of parsing a response.
private struct Parsed: Hashable {
  var status: Int?
  var apiVersion: String?
  var body = ""
  var isComplete = false
  /// The connection ended too early.
  var isCut = false
  /// The problem with the bytes.
  var error: String?
}

private func parse(_ text: String, pieceBytes: Int = 1 << 20, isEnded: Bool = false) -> Parsed {
  guard let parser = AnswerParser() else { return Parsed(error: "no memory") }
  var rest = Array(text.utf8)[...]
  var body: [UInt8] = []
  while !rest.isEmpty {
    let isTaken = Array(rest.prefix(pieceBytes)).withUnsafeBytes(parser.feed)
    guard isTaken else { return Parsed(error: parser.error) }
    body += parser.takeBody()
    rest = rest.dropFirst(pieceBytes)
  }
  let isCut = isEnded && !parser.end()
  return Parsed(
    status: parser.head?.status, apiVersion: parser.head?.apiVersion,
    body: String(decoding: body, as: UTF8.self), isComplete: parser.isComplete, isCut: isCut)
}

private func feed(_ text: String, to parser: AnswerParser) -> Bool {
  Array(text.utf8).withUnsafeBytes(parser.feed)
}
