import Environments
import Testing

@testable import Environments

struct `Recognizing secrets` {
  @Test(arguments: [
    "PASSWORD", "DB_PASSWORD", "db-password", "API_KEY", "STRIPE_API_KEY_LIVE", "TOKEN",
    "github.token", "CLIENT_SECRET", "PRIVATE_KEY",
  ])
  func `a name with the word of a secret is that of a secret`(name: String) {
    #expect(SecretPatterns.isSecret(name))
  }

  @Test(arguments: [
    "PORT", "PASSWORDLESS", "TOKENS_PER_SECOND", "API_KEY_FILE", "TOKEN_TTL", "SECRET_NAME", "KEY",
    "MONKEY", "", "_",
  ])
  func `other names are not`(name: String) {
    #expect(!SecretPatterns.isSecret(name))
  }

  @Test(arguments: [
    "postgres://user:pw@host/db", "AKIA0123456789ABCDEF", "-----BEGIN PRIVATE KEY-----",
    "ghp_0123456789abcdef",
  ])
  func `a value with the form of a secret is a secret`(text: String) {
    #expect(SecretPatterns.looksSecret(text))
  }

  @Test(arguments: [
    "https://host:8080/path", "https://user@host/", "postgres://user:${PW}@host/db", "sk-", "",
    "mailto:a@b.example", "AKIA", "time 12://x",
  ])
  func `other texts are not`(text: String) {
    #expect(!SecretPatterns.looksSecret(text))
  }

  @Test func `a secret prints as dots, whichever way it is printed`() {
    let secret = Secret("hunter2")
    var dumped = ""

    dump(secret, to: &dumped)

    #expect("\(secret)" == "•••")
    #expect(String(reflecting: secret) == "•••")
    #expect(dumped == "- •••\n")
  }
}

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
