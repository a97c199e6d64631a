import Testing

@testable import Environments

struct `Masking what a service printed` {
  @Test(arguments: [
    ("status 503, try again", "status 503, try again"),
    (#"{"status":"down","token":"abc123","n":1}"#, #"{"status":"down","token":"•••","n":1}"#),
    ("password = hunter2 for bob", "password = ••• for bob"),
    ("DB_PASSWORD=hunter2;x=1", "DB_PASSWORD=•••;x=1"),
    ("Authorization: Bearer abc.def-ghi", "Authorization: Bearer •••"),
    ("cannot reach postgres://app:hunter2@db/x now", "cannot reach postgres://app:•••@db/x now"),
    ("key ghp_abcdefghijkl is bad", "key ••• is bad"),
    (#"'api_key': 'a b c' end"#, #"'api_key': '•••' end"#),
    ("the token is missing", "the token is missing"),
    ("PASSWORD_FILE=/run/secrets/x", "PASSWORD_FILE=/run/secrets/x"), ("", ""),
    ("token:", "token:"),
  ])
  func `hides values, not words`(text: String, masked: String) {
    #expect(MaskedText.of(text) == masked)
  }
}
