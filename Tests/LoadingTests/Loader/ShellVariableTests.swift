import Environments
import Loading
import Testing

/// What of the caller's shell reaches Compose is seen where it counts.
struct `Variables of the shell` {
  private func project(env: String, local: String? = nil, compose: String = "") -> Project {
    var project = Project([
      "configs/environment/dev.yaml": """
      environment: {tier: development}
      target: {compose_files: [c.yml], env_files: [.env.dev\(local == nil ? "" : ", .env.own")]}
      """,
      ".env.dev": env, "c.yml": compose.isEmpty ? "services: {}\n" : compose,
    ])
    if let local { project.files[".env.own"] = .text(local) }
    project.shell = ["HOME": "/ada", "NO_PROXY": "corp", "LANG": "C.UTF-8", "PATH": "/bin"]
    return project
  }

  private func shown(_ project: Project) -> String {
    let configuration = project.loaded()
    let settings = configuration.environments[0].settings.filter {
      [.env, .compose, .secrets].contains($0.key.source)
    }
    return lines(settings) + "\n"
      + text(configuration.diagnostics.filter { !$0.code.hasPrefix("SET") })
  }

  @Test func `one that an env file uses is a layer of its own, and only that one is shown`() {
    #expect(
      shown(project(env: "DATA=${HOME}/data\n")) == """
        DATA = "/ada/data" (env file .env.dev:1:1)
        HOME = "/ada" (shell: HOME)

        """)
  }

  @Test func `one that is withheld is told where a file uses it, with what to do`() {
    var project = project(env: "", compose: "services: {a: {image: 'x:$UID-$GID-${TAG:-1}'}}\n")
    project.withheld = ["UID", "TAG"]

    let problems = project.loaded().diagnostics.filter { $0.code == "TGT03" }

    #expect(
      text(problems) == """
        c.yml:1:23: warning: UID is used here and withheld: Compose is not given that of your shell [TGT03]
          see: configs/environment/dev.yaml:2:34
          hint: set it in .env.dev, or write a default
        c.yml:1:23: warning: GID is used here but not set by any .env file of dev [TGT03]
          see: configs/environment/dev.yaml:2:34
          hint: set it in .env.dev, or write a default
        """)
  }

  @Test func `the folder in which Compose runs counts also where an env file sets it`() {
    let shell = ShellVariables.running(in: "/srv/shop", ["PWD": "/elsewhere", "LANG": "C"])

    #expect(shell == ["PWD": "/srv/shop", "LANG": "C"])
    #expect(ShellVariables.passed(shell, besides: ["PWD", "LANG"]) == ["PWD": "/srv/shop"])
  }

  @Test func `a value names the variable of the shell that it uses`() throws {
    let environment = project(env: "DATA=${HOME}/data\n").loaded().environments[0]

    let explanation = try #require(explain(environment, SettingKey(.env, "DATA")))

    #expect(
      explanation.text == """
        DATA (env) of dev
          wins        /ada/data  .env.dev:1:1 (env file)
                                 with shell: HOME
        """)
  }

  @Test func `what an env file sets counts, and the shell's is withheld, wherever the file stands`()
  {
    #expect(
      shown(project(env: "A=${NO_PROXY:-none}\n", local: "NO_PROXY=db,cache\nB=$NO_PROXY\n")) == """
        A = "none" (env file .env.dev:1:1)
        B = "db,cache" (env file .env.own:2:1)
        NO_PROXY = "db,cache" (env file .env.own:1:1)

        """)
  }

  @Test func `a Compose file may use one`() {
    let compose = """
      services:
        a: {image: x:1, environment: ["H=${HOME}", LANG, "N=${NO_PROXY}"]}
      """
    #expect(
      shown(project(env: "NO_PROXY=db\n", compose: compose)) == """
        HOME = "/ada" (shell: HOME)
        LANG = "C.UTF-8" (shell: LANG)
        NO_PROXY = "db" (env file .env.dev:1:1)
        services.a.environment.H = "${HOME}" (compose c.yml:2:33)
        services.a.environment.LANG = null (compose c.yml:2:46)
        services.a.environment.N = "${NO_PROXY}" (compose c.yml:2:52)
        services.a.image = "x:1" (compose c.yml:2:14)

        """)
  }

  @Test func `a bare name in an env file takes the shell's value, as it does for Compose`() {
    #expect(
      shown(project(env: "HOME\nA=1\n")) == """
        A = "1" (env file .env.dev:2:1)
        HOME = "/ada" (shell: HOME)

        """)
  }

  @Test func `a password in a proxy's address is masked`() {
    var project = project(env: "P=${HTTPS_PROXY}\n")
    project.shell["HTTPS_PROXY"] = "http://ada:s3cr3tword@proxy.corp:3128"

    let shown = shown(project)

    #expect(!shown.contains("s3cr3tword"))
    #expect(shown.contains("HTTPS_PROXY = "))
  }

  @Test func `triptych's own settings use env files alone`() {
    var project = project(env: "DATA=${HOME}\n")
    project.files["configs/environment/dev.yaml"] = .text(
      """
      environment: {tier: development, description: "${HOME}"}
      target: {compose_files: [c.yml], env_files: [.env.dev]}
      """)

    #expect(
      text(project.loaded().diagnostics).contains("the variable HOME is not set by any"))
  }

  @Test func `Compose receives what no env file sets`() {
    let shell = [
      "HOME": "/ada", "NO_PROXY": "corp", "PATH": "/bin",
      "COMPOSE_EXPERIMENTAL_GIT_REMOTE": "false",
    ]

    #expect(ShellVariables.passed(shell, besides: []) == shell)
    #expect(
      ShellVariables.passed(
        shell, besides: ["HOME", "NO_PROXY", "COMPOSE_EXPERIMENTAL_GIT_REMOTE"]) == [
          "PATH": "/bin", "DOCKER_CONFIG": "/ada/.docker",
          "COMPOSE_EXPERIMENTAL_GIT_REMOTE": "false",
        ])
  }
}
