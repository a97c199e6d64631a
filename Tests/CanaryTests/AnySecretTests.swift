import Environments
import Loading
import Testing

/// Properties over random secrets and texts. A failure names its seed, which makes the same texts again.
struct `Any secret in any text` {
  @Test(arguments: UInt64(0)..<40)
  func `is masked to its last byte, and every other byte stays`(seed: UInt64) {
    var random = RandomTexts(seed: seed)
    for _ in 0..<20 {
      let secrets = [random.secret(), random.secret(), random.secret(isPlain: true)]
      let known = KnownSecrets(secrets.map { Secret($0) })

      let sample = random.text(with: secrets)

      #expect(known.masked(sample.text) == sample.masked, "seed \(seed): \(sample.text)")
    }
  }

  @Test(arguments: UInt64(0)..<40)
  func `leaves nothing behind where several rules look for it`(seed: UInt64) {
    var random = RandomTexts(seed: seed)
    for _ in 0..<20 {
      let secrets = [random.secret(), random.secret()]
      let known = KnownSecrets(secrets.map { Secret($0) })

      let text = random.text(with: secrets).text
      let shown = [
        ProgramMask(known).shown(text, from: .other), ProgramMask(known).shown(text, from: .reader),
        MaskedText.of(known.masked(text)),
        known.masked(text, at: ["services", "api", "command"]) ?? "",
      ]

      for secret in secrets {
        #expect(!shown.contains { $0.contains(secret) }, "seed \(seed): \(text)")
      }
    }
  }

  @Test(arguments: UInt64(0)..<20)
  func `that nobody knows is seen by what stands in front of it`(seed: UInt64) {
    var random = RandomTexts(seed: seed)
    let frames = [
      "password=%", "run --password % --port 1", "Authorization: Bearer %", "PGPASSWORD='%'",
      "postgres://app:%@db:5432/app", #"{"user": "u", "password": "%"}"#, "Server=db;Password=%;",
      "db_password: %", "https://hooks.slack.com/services/T0/B0/%", "ghp_% is in the log",
    ]
    for frame in frames {
      let secret = random.secret(isPlain: true)

      let shown = MaskedText.of(frame.replacing("%", with: secret))

      #expect(!shown.contains(secret) && shown.contains(Secret.mask), "seed \(seed): \(shown)")
    }
  }

  @Test(arguments: UInt64(0)..<20)
  func `is quoted by no diagnostic, however its files are broken`(seed: UInt64) {
    var random = RandomTexts(seed: seed)
    for _ in 0..<10 {
      let secrets = (0..<4).map { _ in random.secret(isPlain: true) }
      let broken = secrets.map { random.damage(around: $0) }
      let files = [
        "configs/environment/dev.yaml": """
        schema_version: 1
        environment: {tier: development}
        target: {compose_files: [compose.yaml], env_files: [.env]}
        api: {auth: {keys: \(broken[0])}}

        """,
        ".env": "DB_PASSWORD=\(broken[1])\nPORT=80\n",
        "compose.yaml": """
        services:
          api:
            image: a
            ports: ["${DB_PASSWORD}:80"]
            environment:
              API_TOKEN: \(broken[2])
              DB_PASSWORD: ${DB_PASSWORD:?\(broken[3])}

        """,
      ]

      let said = diagnostics(of: files)

      for secret in secrets {
        #expect(!said.contains(secret.prefix(8)), "seed \(seed):\n\(said)\n\(files)")
      }
    }
  }

  private func diagnostics(of files: [String: String]) -> String {
    let request = LoadRequest(
      environmentFiles: ["configs/environment/dev.yaml"],
      read: { files[$0].map { .text($0) } ?? .missing },
      fingerprint: { secret in secret.reveal { Fingerprint("f\($0.count)") } })
    return load(request).problems.map(\.description).joined(separator: "\n")
  }
}
