import Environments
import Loading
import Testing

struct `Messages quote no part of a secret` {
  private func told(_ env: String, _ compose: String = "services: {}\n") -> String {
    let project = Project([
      "configs/environment/dev.yaml": """
      schema_version: 1
      environment: {tier: development}
      target: {project: x, compose_files: [compose.yaml], env_files: [.env.dev]}
      """,
      ".env.dev": env, "compose.yaml": compose,
    ])
    return text(project.loaded().diagnostics)
  }

  @Test(arguments: [
    "DB_PASSWORD=\"s3cret\n", "DB_PASSWORD=pa$s3cret\n", "DB_PASSWORD=pa$S3CRET\n".lowercased(),
    "DB_PASSWORD=\"pa\"s3cret\n", "DB_PASSWORD='pa's3cret=1\n", "DB_PASSWORD=pa${s3cret}\n",
    "JWT_SECRET=\nS3cretb2c3\n", "JWT_SECRET=\ns3cret\n", "LICENCE=\nS3cretb2c3\n",
    "LICENCE=pa$s3cret\n", "DB_PASSWORD=${X:?s3cret}\n", "DB_PASSWORD=${X?s3cret}\n",
    "DB_PASSWORD=${s3cret\n", "X=\"a\" s3cret\n", "DB_PASSWORD=\"a\nb\"s3cret!=1\n",
    "KEY=-----BEGIN PRIVATE KEY-----\ns3cretS3CRETs3cretS3CRETs3cretS3CRET\n-----END PRIVATE KEY-----\n",
    "KEY=-----BEGIN PRIVATE KEY-----\ns3cret\ns3cret==\ns3cret=\n-----END PRIVATE KEY-----\n",
    "-----BEGIN PRIVATE KEY-----\ns3cret\ns3cret==\ns3cret==\n-----END PRIVATE KEY-----\n",
  ])
  func `of an env file`(env: String) {
    #expect(!told(env).lowercased().contains("s3cret"))
    #expect(told(env) != "")
  }

  @Test(arguments: [
    "*s3cret!", "!s3cret", "!s3cret x", "pa$s3cret", "pa$S3CRET", "pa${S3CRET}", "${X:?s3cret}",
    "pa${s3cret", "!<s3cret> x", "!!s3cret x", "*s3cret",
  ])
  func `of a Compose file`(value: String) {
    let compose = "services: {api: {image: x, environment: {DB_PASSWORD: \(value)}}}\n"
    let block = "services:\n  api:\n    environment:\n      DB_PASSWORD: \(value)\n"

    #expect(!told("A=1\n", compose).lowercased().contains("s3cret"))
    #expect(!told("A=1\n", block).lowercased().contains("s3cret"))
  }

  @Test func `a list of variables is judged like a map`() {
    let compose = "services:\n  api:\n    environment: ['DB_PASSWORD=pa$S3CRET', 'X=$TAG']\n"

    #expect(!told("A=1\n", compose).contains("S3CRET"))
    #expect(told("A=1\n", compose).contains("TAG is used here but not set"))
  }

  @Test(arguments: [
    "DB_PASSWORD: ${pw}", "DB_PASSWORD: '${POSTGRES_PASSWORD}'",
    "DATABASE_PASSWORD_URL: 'postgres://u:${POSTGRES_PASSWORD}@db'",
  ])
  func `the name of a variable that is the secret is told`(entry: String) {
    let name = entry.contains("pw") ? "pw" : "POSTGRES_PASSWORD"
    let item = entry.replacing("'", with: "").replacing(": ", with: "=")
    let words = "\(name) is used here but not set by any .env file of dev"

    #expect(
      told("A=1\n", "services:\n  api:\n    environment:\n      \(entry)\n").contains(words))
    #expect(told("A=1\n", "services: {api: {environment: ['\(item)']}}\n").contains(words))
    #expect(told(item + "\n").contains("the value uses \(name), which is not set"))
  }

  @Test func `the name of a variable that is no secret is told`() {
    #expect(told("A=$NO_SUCH\nB=${tag}\n").contains("the value uses NO_SUCH, which is not set"))
    #expect(told("A=$NO_SUCH\nB=${tag}\n").contains("the value uses tag, which is not set"))
  }
}
