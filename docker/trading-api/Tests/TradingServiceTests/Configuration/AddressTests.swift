import Testing
import TradingService

struct `Reading an address` {
  @Test(arguments: [
    ("0.0.0.0:8080", "0.0.0.0:8080"), ("[::1]:8080", "[::1]:8080"), ("quotes:1", "quotes:1"),
  ])
  func `host and port are where to listen`(text: String, read: String) {
    #expect(Address(bind: text)?.description == read)
  }

  @Test(arguments: ["", ":8080", "host", "host:", "host:0", "host:65536", "::1:80", "a b:80"])
  func `anything else is not`(text: String) {
    #expect(Address(bind: text) == nil)
  }

  @Test(arguments: [
    ("http://quotes:8081", "quotes:8081"), ("http://quotes:8081/", "quotes:8081"),
    ("http://quotes", "quotes:80"), ("http://[::1]:8081", "[::1]:8081"),
    ("http://[::1]", "[::1]:80"),
  ])
  func `a URL names whom to ask`(text: String, read: String) {
    #expect(Address(url: text)?.description == read)
  }

  @Test(arguments: ["https://quotes:8081", "http://quotes/path", "http://me:pw@quotes", "quotes:1"])
  func `a URL with more than that, or with TLS, does not`(text: String) {
    #expect(Address(url: text) == nil)
  }
}
