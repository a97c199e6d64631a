import Environments
import Loading
import Testing

/// Two environments, of which only `dev` may know that a text is secret.
struct `A secret that only one environment knows` {
  private struct Side {
    var env = ""
    var yaml = ""
    var compose = "services: {web: {image: busybox}}\n"
    /// The service as Compose resolves it; `nil` for no answer.
    var answer: String?
  }

  private func environments(_ dev: Side, _ prod: Side) -> [Environment] {
    var files: [String: String] = [:]
    var answers: [String: ComposeAnswer] = [:]
    for (name, side) in [("dev", dev), ("prod", prod)] {
      files["configs/environment/\(name).yaml"] = """
        schema_version: 1
        environment: {tier: development}
        target: {compose_files: [\(name).compose.yaml], env_files: [.env.\(name)]}
        \(side.yaml)

        """
      files["\(name).compose.yaml"] = side.compose
      files[".env.\(name)"] = side.env
      answers[name] = side.answer.map {
        .model(json: #"{"services": {"web": {"image": "busybox", \#($0)}}}"#, warnings: [])
      }
    }
    var request = Project(files).request()
    request.fingerprint = Self.fingerprint
    return load(request).resolved(
      answers, root: "/r", read: request.read, fingerprint: Self.fingerprint
    ).environments
  }

  private static let fingerprint: Fingerprinter = { secret in
    Fingerprint("\(secret.reveal { $0.reduce(7) { ($0 &* 31 &+ Int($1)) % 100_003 } })")
  }

  /// The rows of a key in every source: the kind and the cells.
  private func rows(_ environments: [Environment], _ key: String) -> [String] {
    compare(environments).rows.filter { $0.key.path == key }.map { row in
      "\(row.key.source) \(row.kind): "
        + row.texts.map { $0 ?? "-" }.joined(separator: " | ")
    }
  }

  private let known = Side(env: "REDIS_PASSWORD=prodPw-0815\n")

  @Test(arguments: [
    (#""labels": {"note": "at prodPw-0815"}"#, "labels.note", "at •••"),
    (#""command": ["serve", "prodPw-0815"]"#, "command", "[serve, •••]"),
    (
      #""healthcheck": {"test": ["CMD", "ping prodPw-0815"]}"#, "healthcheck.test",
      "[CMD, ping •••]"
    ),
  ])
  func `is masked in both where the bytes are equal`(part: String, key: String, shown: String) {
    var (dev, prod) = (known, Side(env: "A=1\n"))
    (dev.answer, prod.answer) = (part, part)
    let rows = rows(environments(dev, prod), "services.web.\(key)")
    #expect(rows.first == "compose same: \(shown) | \(shown)")
    #expect(rows.count == 2 && rows[1].hasPrefix("secrets sameSecret: •••("))
  }

  @Test func `is masked in both as the files are written`() {
    let compose = "services: {web: {image: busybox, labels: {note: at prodPw-0815}}}\n"
    var dev = known
    dev.compose = compose
    let rows = rows(environments(dev, Side(compose: compose)), "services.web.labels.note")
    #expect(rows.first == "compose same: at ••• | at •••")
  }

  @Test func `is masked as a whole in both where one knows a part and the other more of it`() {
    var (dev, prod) = (known, Side(env: "API_TOKEN=prodPw-0815-more\n"))
    (dev.answer, prod.answer) = (
      #""labels": {"n": "at prodPw-0815-more"}"#, #""labels": {"n": "at prodPw-0815-more"}"#
    )
    let rows = rows(environments(dev, prod), "services.web.labels.n")
    #expect(rows.first == "compose same: at ••• | at •••")
  }

  @Test func `differs from another text that is masked alike, by its fingerprint`() throws {
    var (dev, prod) = (known, Side(env: "REDIS_PASSWORD=prodPw-0816\n"))
    dev.answer = #""labels": {"n": "at prodPw-0815"}"#
    prod.answer = #""labels": {"n": "at prodPw-0816"}"#
    let matrix = compare(environments(dev, prod))
    let row = try #require(
      matrix.rows.first { $0.key == SettingKey(.secrets, "services.web.labels.n") })
    #expect(row.texts[0] != row.texts[1])
    #expect(
      rows(environments(dev, prod), "services.web.labels.n").first
        == "compose same: at ••• | at •••")
  }

  @Test func `is masked in both when it is short, where one of them interpolates it`() {
    let dev = Side(
      env: "PW=abc\n",
      yaml: "variables: {PW: {type: secret}}",
      compose: "services: {web: {image: busybox, command: 'run ${PW}'}}\n",
      answer: #""command": ["run", "abc"]"#)
    let prod = Side(
      compose: "services: {web: {image: busybox, command: run abc}}\n",
      answer: #""command": ["run", "abc"]"#)
    let rows = rows(environments(dev, prod), "services.web.command")
    #expect(rows.first == "compose same: [run, •••] | [run, •••]")
  }

  @Test func `leaves another text of the key as it is, and accuses no file of holding a secret`() {
    let dev = Side(
      env: "LICENCE=lic-4711-x\nURL=http://a/lic-4711-x\nFULL=of ${LICENCE}\n",
      yaml: "variables: {LICENCE: {type: secret}}",
      answer: #""environment": {"KIND": "lic-4711-x"}"#)
    let prod = Side(
      env: "URL=http://a/b\nFULL=of none\n",
      compose: "services: {web: {image: busybox, environment: {KIND: free}}}\n",
      answer: #""environment": {"KIND": "free"}"#)
    let both = environments(dev, prod)
    #expect(rows(both, "services.web.environment.KIND")[0] == "compose missing: - | free")
    #expect(rows(both, "URL")[0] == "env missing: - | http://a/b")
    #expect(rows(both, "FULL")[0] == "env missing: - | of none")
    #expect(
      violations(of: both).filter { $0.code == "SEC01" }.map { $0.location?.file } == [
        ".env.dev", ".env.dev",
      ])
  }

  @Test(arguments: ["lic-1", "lic-4711-x"])
  func `is a secret as a whole in both where the bytes are equal`(text: String) {
    let part = "\"environment\": {\"KIND\": \"\(text)\"}"
    let dev = Side(
      env: "LICENCE=\(text)\n", yaml: "variables: {LICENCE: {type: secret}}",
      compose: "services: {web: {image: busybox, environment: {KIND: '${LICENCE}'}}}\n",
      answer: part)
    let rows = rows(environments(dev, Side(answer: part)), "services.web.environment.KIND")
    #expect(rows.count == 1 && rows[0].hasPrefix("secrets sameSecret: •••("))
  }

  @Test func `is a secret of the other's env file by the name of its variable, and travels there`()
  {
    let dev = Side(env: "LICENCE=lic-4711-x\n", yaml: "variables: {LICENCE: {type: secret}}")
    let prod = Side(
      env: "LICENCE=lic-4712-y\nFULL=of lic-4712-y\n",
      answer: #""labels": {"n": "at lic-4712-y"}"#)
    let both = environments(dev, prod)
    #expect(rows(both, "LICENCE").count == 1)
    #expect(rows(both, "FULL")[0].hasPrefix("secrets missing: - | •••("))
    #expect(rows(both, "services.web.labels.n")[0] == "compose missing: - | at •••")
  }

  @Test func `is masked in both settings of the same bytes, and other bytes stay`() {
    let files = { (text: String) in
      [
        "configs/environment/dev.yaml": """
        schema_version: 1
        environment: {tier: development, description: "is ${PW}"}
        target: {env_files: [.env.dev]}
        variables: {PW: {type: secret}}
        """,
        ".env.dev": "PW=abc\n",
        "configs/environment/prod.yaml": """
        schema_version: 1
        environment: {tier: development, description: "\(text)"}
        """,
      ]
    }
    let same = Project(files("is abc")).loaded().environments
    #expect(rows(same, "environment.description")[0].hasPrefix("settings sameSecret"))
    let other = Project(files("something else")).loaded().environments
    #expect(rows(other, "environment.description")[0].hasSuffix(" | something else"))
  }
}
