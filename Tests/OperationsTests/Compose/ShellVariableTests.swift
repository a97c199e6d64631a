import Engine
import Environments
import Loading
import Processes
import Testing

@testable import Operations

/// With the real plugin, which needs no engine for it.
@Suite(.enabled(if: Layout.hasCompose))
struct `What triptych shows of the caller's shell` {
  private let caller = [
    "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/home/ada", "USER": "ada", "LOGNAME": "ada",
    "LANG": "C.UTF-8", "LC_ALL": "C", "TMPDIR": "/tmp", "XDG_RUNTIME_DIR": "/run/user/7",
    "SSH_AUTH_SOCK": "/run/agent",
    "HTTP_PROXY": "http://corp:1", "HTTPS_PROXY": "http://corp:2", "NO_PROXY": "corp",
    "ALL_PROXY": "http://corp:3", "http_proxy": "http://corp:4", "https_proxy": "http://corp:5",
    "no_proxy": "corp2", "all_proxy": "http://corp:6", "PWD": "/elsewhere", "ANOTHER": "no",
  ]

  /// Without those that are masked because of their names.
  private var names: [String] {
    (caller.keys.sorted() + ["DOCKER_CONFIG"]).filter { !SecretPatterns.isSecret("COPY_\($0)") }
  }

  /// The variable as a container gets it, as Compose resolves it, and as triptych evaluates its copy in an env file.
  private func values(envFile: (String) -> String) async throws -> [(String, String, String)] {
    let checkout = try Checkout()
    try checkout.write(
      "configs/environment/dev.yaml",
      """
      environment: {tier: development}
      target: {project: p, compose_files: [c.yml], env_files: [.env.dev]}
      """)
    let copies = names.map { "COPY_\($0)=${\($0):-none}\n" }.joined()
    try checkout.write(".env.dev", names.map(envFile).joined() + copies)
    let environment = names.map { "      S_\($0): \"${\($0):-none}\"\n      COPY_\($0):\n" }
      .joined()
    try checkout.write("c.yml", "services:\n  a:\n    image: x:1\n    environment:\n" + environment)
    let workspace = try checkout.workspace()
    let docker = Docker.forFiles(caller: caller, runner: SubprocessRunner())
    let configuration = load(try workspace.loadRequest(caller: caller))
    let answers = await docker.composeAnswers(
      for: configuration.environments, root: workspace.root)
    let resolved = configuration.resolved(
      answers, root: workspace.root, read: { workspace.read($0) },
      fingerprint: workspace.fingerprinter()
    ).environments[0]
    #expect(resolved.composeState == .resolved)
    func value(_ source: Source, _ path: String) -> String {
      resolved.setting(SettingKey(source, path))?.value.text ?? "absent"
    }
    return names.map {
      (
        value(.env, "COPY_\($0)"), value(.compose, "services.a.environment.COPY_\($0)"),
        value(.compose, "services.a.environment.S_\($0)")
      )
    }
  }

  @Test func `is what Compose takes from it`() async throws {
    for (shown, copied, direct) in try await values(envFile: { _ in "" }) {
      #expect(shown == copied)
      #expect(shown == direct)
    }
  }

  @Test func `is nothing where an env file sets the name`() async throws {
    for (shown, copied, direct) in try await values(envFile: { "\($0)=of-the-file\n" }) {
      #expect(shown == "of-the-file")
      #expect(copied == "of-the-file")
      #expect(direct == "of-the-file")
    }
  }

  @Test(arguments: ["", "PWD=/of-the-file\n"])
  func `says that Compose runs in the root of the repository`(envFile: String) async throws {
    let checkout = try Checkout()
    try checkout.write(
      "configs/environment/dev.yaml",
      """
      environment: {tier: development}
      target: {project: p, compose_files: [sub/c.yml], env_files: [.env.dev]}
      """)
    try checkout.write(".env.dev", envFile + "COPY=$PWD/data\n")
    try checkout.write(
      "sub/c.yml",
      """
      services:
        a: {image: x:1, environment: {A: "${PWD}", COPY: }, volumes: ["${DATA:-${PWD}/data}:/d"]}
      """)
    let workspace = try checkout.workspace()
    let docker = Docker.forFiles(caller: caller, runner: SubprocessRunner())
    let written = load(try workspace.loadRequest(caller: caller))
    let answers = await docker.composeAnswers(for: written.environments, root: workspace.root)
    let resolved = written.resolved(
      answers, root: workspace.root, read: { workspace.read($0) },
      fingerprint: workspace.fingerprinter())

    #expect(written.environments[0].setting(SettingKey(.env, "PWD"))?.value.text == workspace.root)
    let values = resolved.environments[0].settings.filter { $0.key.path.hasPrefix("services.a.") }
      .map { "\($0.key.path) \($0.value.text)".replacing(workspace.root, with: "ROOT") }
    #expect(
      values.filter { $0.contains("environment") || $0.contains("volumes") } == [
        "services.a.environment.A ROOT", "services.a.environment.COPY ROOT/data",
        "services.a.volumes./d ./data",
      ])
  }
}
