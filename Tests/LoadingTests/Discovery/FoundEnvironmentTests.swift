import Testing

@testable import Environments
@testable import Loading

struct `Loading what was found` {
  @Test func `settings say that they were found, and where`() {
    let environment = loaded(["compose.prod.yaml": services("web")]).environments[0]

    let target = environment.settings.filter { $0.key.path.hasPrefix("target.") }

    #expect(
      lines(target) == """
        target.compose_files = ["compose.prod.yaml"] (built-in < found compose.prod.yaml:1:1)
        target.context = null (built-in)
        target.env_files = [] (built-in < found compose.prod.yaml:1:1)
        target.orchestrator = "compose" (built-in)
        target.profiles = [] (built-in)
        target.project = "shop" (found compose.prod.yaml:1:1)
        """)
  }

  @Test func `that nothing declares it is told, and what to do`() {
    let problems = loaded(["compose.prod.yaml": services("web")]).diagnostics

    #expect(
      text(problems) == """
        compose.prod.yaml:1:1: warning: this environment is not declared: it was found among the files of the repository [DSC01]
          hint: it can be viewed but not acted on; triptych init writes what was found to configs/environment
        """)
  }

  @Test func `the default says no tier`() {
    let files = ["compose.yaml": services("web"), "compose.prod.yaml": services("web")]

    let environments = loaded(files).environments

    #expect(environments.map(\.tierWord) == ["unknown", "production"])
    #expect(
      environments.map { lines($0.settings.filter { $0.key.path == "environment.tier" }) } == [
        "environment.tier = \"unknown\" (built-in)",
        "environment.tier = \"production\" (built-in < found compose.prod.yaml:1:1)",
      ])
  }

  @Test func `violations of a found environment are warnings`() {
    let violations = loaded(["compose.prod.yaml": services("web")]).violations

    #expect(violations.map(\.code).contains("LOG02"))
    #expect(violations.filter { $0.severity == .error } == [])
  }

  @Test func `a missing file of COMPOSE_FILE is reported where it is named`() {
    let problems = loaded([
      "compose.yaml": services("web"), ".env": "A=1\nCOMPOSE_FILE=compose.yaml:tls.yaml\n",
    ]).diagnostics

    #expect(
      text(problems.filter { $0.severity == .error })
        == ".env:2:1: error: the file tls.yaml does not exist [FILE01]")
  }

  @Test func `a variable that only a template sets is told with the command that helps`() {
    let problems = loaded([
      "compose.prod.yaml": "services:\n  web: {image: 'web:${TAG}'}\n",
      ".env.example": "TAG=1\n",
    ]).diagnostics

    #expect(
      text(problems.filter { $0.code != "DSC01" }) == """
        compose.prod.yaml:2:16: warning: prod lacks TAG, and the file .env that would set it does not exist [DSC03]
          hint: cp .env.example .env, and fill it in; until then Compose takes an empty text
        """)
  }

  @Test func `all variables of a template are one problem, besides those that Compose requires`() {
    let problems = loaded([
      "compose.prod.yaml":
        "services:\n  web: {image: 'web:${TAG}', hostname: '${HOST}', user: '${USER:?}-${OWN}${TAG:?}'}\n",
      ".env.example": "TAG=1\nHOST=a\nPORT=1\nUSER=b\n",
    ]).diagnostics

    #expect(
      text(problems.filter { $0.code != "DSC01" }) == """
        compose.prod.yaml:2:40: warning: prod lacks HOST, and the file .env that would set it does not exist [DSC03]
          hint: cp .env.example .env, and fill it in; until then Compose takes an empty text
        compose.prod.yaml:2:57: error: USER is used here but not set by any .env file of prod [TGT03]
          hint: cp .env.example .env, and fill it in
        compose.prod.yaml:2:57: warning: OWN is used here but not set by any .env file of prod [TGT03]
          hint: set it in a .env file, or write a default
        compose.prod.yaml:2:57: error: TAG is used here but not set by any .env file of prod [TGT03]
          hint: cp .env.example .env, and fill it in
        """)
  }

  @Test func `what Compose says of a variable or of an old key is no other problem`() {
    let read: @Sendable (String) -> SourceText = { file in
      .text(
        "# old\nversion: '3'\nservices:\n  web: {image: 'web:${TAG}-${OWN}', hostname: '${HOST}'}\n"
      )
    }
    let files = Dictionary(
      uniqueKeysWithValues: ["dev", "prod"].map { name in
        guard case .text(let text) = read("") else { return ("", "") }
        return ("compose.\(name).yaml", text)
      })
    let configuration = loaded(files.merging([".env.example": "TAG=1\nHOST=a\n"]) { $1 })
    let warnings =
      ["TAG", "OWN", "HOST"].map {
        "The \"\($0)\" variable is not set. Defaulting to a blank string."
      } + ["/srv/shop/compose.prod.yaml: the attribute `version` is obsolete"]
    let answer = ComposeAnswer.model(json: #"{"services": {}}"#, warnings: warnings)

    let problems = configuration.resolved(
      ["dev": answer, "prod": answer], root: "/srv/shop", read: read
    ) { _ in Fingerprint("f") }.problems

    #expect(
      text(problems.filter { !["DSC01", "DSC03"].contains($0.code) }) == """
        compose.dev.yaml:4:16: warning: OWN is used here but not set by any .env file of dev [TGT03]
          hint: set it in a .env file, or write a default
        compose.prod.yaml:4:16: warning: OWN is used here but not set by any .env file of prod [TGT03]
          hint: set it in a .env file, or write a default
        compose.prod.yaml:2:1: warning: Compose says: the attribute `version` is obsolete [CMP03]
        """)
  }

  @Test func `environments of other tiers need not be on one engine`() {
    let files = ["dev", "test", "prod"].map {
      (
        "compose.\($0).yaml",
        "services: {web: {image: 'a:1', ports: ['80:1']}}\nnetworks: {proxy: {external: true}}\n"
      )
    }

    let problems = loaded(Dictionary(uniqueKeysWithValues: files)).violations

    #expect(
      problems.filter { $0.code.hasPrefix("ISO") }.map(\.message) == [
        "dev and test both publish host port 80", "dev and test share the network proxy",
      ])
  }

  @Test func `the template of another environment or app is no advice`() {
    let compose = "services:\n  web: {image: 'web:${MAIL_USER}'}\n"
    let problems = loaded([
      "compose.prod.yaml": compose, "worker/.env.example": "MAIL_USER=a\n",
      "environments/development/.env.example": "MAIL_USER=a\n",
      "mail/sub/.env.example": "MAIL_USER=a\n",
      ".env.prod.example": "MAIL_USER=a\n",
    ]).diagnostics

    #expect(
      problems.filter { $0.code == "DSC03" }.map(\.hint) == [
        "cp .env.prod.example .env.prod, and fill it in; until then Compose takes an empty text"
      ])
  }

  @Test(arguments: [
    (
      "{image: a, env_file: .env.dev}\n  b: {image: b, env_file: .env.prod}",
      ".env.prod is one of its env files"
    ),
    (
      "{image: a, environment: {APP_ENV: production}}",
      "APP_ENV in compose.yaml:2:42 says production"
    ),
    (
      "{image: a, environment: ['NODE_ENV=${MODE:-prod}']}",
      "NODE_ENV in compose.yaml:2:33 says production"
    ),
  ])
  func `a declaration of unknown tier is protected where anything hints at production`(
    service: String, hint: String
  ) {
    let found = request(["compose.yaml": "services:\n  web: \(service)\n"])

    let declaration = Declaration(of: found)

    #expect(found.discovery.environments.map(\.tierWord) == ["unknown"])
    #expect(
      declaration.files[0].text.contains(
        "  tier: production  # no file says which it is, but \(hint)\n"))
    #expect(declaration.configuration.environments.map(\.isProtected) == [true])
  }

  @Test func `a declaration of unknown tier is staging where nothing hints at production`() {
    let declared = Declaration(
      of: request(["compose.yaml": "services:\n  web: {image: a, environment: {APP_ENV: dev}}\n"])
    ).files

    #expect(
      declared[0].text.contains(
        "  tier: staging  # no file says which it is: development, staging or production\n"))
  }

  @Test(arguments: [
    (
      [".env.staging.example", ".env.example"], "TAG, and the file .env.staging that would set it",
      "cp .env.staging.example .env.staging, and fill it in"
    ),
    (
      [".env.example"], "TAG, and the file .env.staging that would set it",
      "cp .env.example .env.staging, and fill it in"
    ),
    (
      ["api/.env.example"],
      "TAG and 1 more variable, and the file .env.staging that would set them",
      "create .env.staging with TAG=…, PORT=…"
    ),
  ])
  func `a missing file that a command gives to Compose is made from its own sample first`(
    samples: [String], lack: String, hint: String
  ) {
    let files = Dictionary(uniqueKeysWithValues: samples.map { ($0, "TAG=1\n") }).merging([
      "compose.staging.yaml": "services:\n  web: {image: 'web:${TAG}-${PORT}-${TAG}-${A:-1}'}\n",
      "Makefile": "up:\n\tdocker compose -f compose.staging.yaml --env-file .env.staging up\n",
    ]) { $1 }

    let problems = loaded(files).diagnostics.filter { $0.code == "DSC03" }
    let declared = Declaration(of: request(files)).files

    #expect(
      text(problems) == """
        compose.staging.yaml:2:16: warning: staging lacks \(lack) does not exist [DSC03]
          hint: \(hint); until then Compose takes an empty text
        """)
    #expect(declared[0].text.contains("  env_files:\n    - .env.staging\n"))
    #expect(
      declared[0].text.contains(
        "#   .env.staging is given to Compose in Makefile:2:1, and is missing\n"))
  }

  @Test func `a missing file is told although no variable is`() {
    let files = [
      "compose.yaml": services("web"), "up.sh": "docker compose --env-file .env.prod up\n",
    ]

    #expect(
      text(loaded(files).diagnostics.filter { $0.code == "DSC03" }) == """
        up.sh:1:1: warning: prod is given the env file .env.prod, which does not exist [DSC03]
          hint: create .env.prod
        """)
  }

  /// The templates of a fresh clone, with an env file that is there.
  private static let clone = [
    "compose.prod.yaml": "services:\n  web: {image: 'web:${TAG:?say it}'}\n",
    ".env.prod": "A=1\n", ".env.example": "TAG=1\n",
  ]

  @Test func `a declaration names the file that is still to be copied, and the copy counts`() {
    let declared = Declaration(of: request(Self.clone)).files
    let files = Self.clone.merging(declared.map { ($0.path, $0.text) }) { $1 }

    let before = loaded(files)
    let after = loaded(files.merging([".env": "TAG=1\n"]) { $1 })

    #expect(declared[0].text.contains("  env_files:\n    - .env\n    - .env.prod\n"))
    #expect(
      text(before.diagnostics.filter { $0.code == "FILE01" }) == """
        configs/environment/prod.yaml:13:7: error: the file .env does not exist [FILE01]
          hint: cp .env.example .env, and fill it in
        """)
    #expect(text(after.diagnostics) == "")
  }

  @Test func `an environment's own file that is still to be copied is named as well`() {
    let declared = Declaration(
      of: request([
        "compose.prod.yaml": "services:\n  web: {image: 'web:${TAG}'}\n",
        ".env.prod.example": "TAG=1\n",
      ])
    ).files

    #expect(declared[0].text.contains("  env_files:\n    - .env.prod\n"))
  }

  @Test func `a lone .env that is still to be made needs no name, and counts when it is there`() {
    let clone = [
      "docker/compose.yaml": "services:\n  web: {image: 'web:${TAG:?say it}'}\n",
      "docker/.env.example": "TAG=1\n",
    ]
    let declared = Declaration(of: request(clone)).files
    let files = clone.merging(declared.map { ($0.path, $0.text) }) { $1 }

    let after = loaded(files.merging(["docker/.env": "TAG=1.0\n"]) { $1 })

    #expect(!declared[0].text.contains("env_files"))
    #expect(text(after.diagnostics) == "")
    #expect(after.environments[0].target.envFiles == ["docker/.env"])
  }

  @Test func `without a Compose file the variables are still compared`() {
    let environments = loaded([".env.dev": "A=1\n", ".env.prod": "A=2\n"]).environments

    let reason = "there is no Compose file, only .env files"
    #expect(environments.map(\.obstacle) == [reason, reason])
    #expect(compare(environments, accepted: []).rows.contains { $0.key == SettingKey(.env, "A") })
  }

  @Test func `a declaration replaces all that could be found`() {
    let declared = "schema_version: 1\ntarget: {project: mine}\n"

    let environments = loaded([
      "compose.prod.yaml": services("web"), "configs/environment/qa.yaml": declared,
    ]).environments

    #expect(environments.map(\.name) == ["qa"])
    #expect(environments.map(\.reasonNotToAct) == [nil])
  }

  @Test func `where a declaration would be is watched`() {
    #expect(
      loaded(["compose.prod.yaml": services("web")]).files.contains(
        "configs/environment/prod.yaml"))
  }

  private func loaded(_ files: [String: String]) -> Configuration { load(request(files)) }

  private func request(_ files: [String: String]) -> LoadRequest {
    var request = Project(files).request()
    request.discovery = discovery(files)
    return request
  }
}
