import Testing
import TradingService

struct `Reading the keys` {
  private let long = "0123456789abcdef0123456789abcdef"

  @Test func `one key a line, without blank lines and comments`() {
    let (keys, problems) = APIKeys.read("# team a\n\(long)\r\n\n  \(long)x \n", file: "keys")

    #expect(problems == [])
    #expect(keys.client(holding: long) == "key 1")
    #expect(keys.client(holding: long + "x") == "key 2")
    #expect(keys.client(holding: String(long.dropLast())) == nil)
    #expect(keys.client(holding: long + long) == nil)
    #expect(keys.client(holding: "") == nil)
  }

  @Test func `every problem names its line and shows no key`() {
    let text = "short-secret\n\(long)\n\(long)\n\(long)é\n"

    #expect(
      APIKeys.read(text, file: "/run/secrets/api_keys").problems == [
        "/run/secrets/api_keys:1: error: the key has 12 characters; at least 32 are required",
        "/run/secrets/api_keys:3: error: the key is the one of line 2 again",
        "/run/secrets/api_keys:4: error: the key holds characters other than visible ASCII",
      ])
  }

  @Test func `a file without a key would lock everybody out, and says so`() {
    #expect(
      APIKeys.read("# nothing yet\n", file: "keys").problems == [
        "keys: error: the file holds no key, so nobody could call the api"
      ])
  }

  @Test func `nobody holds the keys of an empty list`() {
    #expect(APIKeys.read("", file: "keys").keys.client(holding: "") == nil)
  }
}
