import Testing

@testable import Environments

struct `A path in a command that is proposed` {
  @Test(arguments: [
    ("api.env", "api.env"), ("my app/api.env", "'my app/api.env'"), ("it's.env", #"'it'\''s.env'"#),
    ("-f.env", "./-f.env"), ("$(id).env", "'$(id).env'"), ("", "''"),
  ])
  func `is one word of a shell`(path: String, word: String) {
    #expect(path.shellWord == word)
  }
}
