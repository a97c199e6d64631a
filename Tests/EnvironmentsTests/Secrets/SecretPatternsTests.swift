import Environments
import Testing

struct `Telling secrets by their looks` {
  @Test(arguments: [
    "PASSWORD", "DB_PASSWORD", "db-password", "API_KEY", "STRIPE_API_KEY_LIVE", "TOKEN",
    "github.token", "CLIENT_SECRET", "PRIVATE_KEY",
  ])
  func `a name with a secret's word is a secret's`(name: String) {
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
  func `a text that gives itself away is a secret`(text: String) {
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
