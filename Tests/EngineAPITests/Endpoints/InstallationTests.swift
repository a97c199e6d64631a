import Foundation
import Testing

@testable import Engine

struct `Finding docker` {
  @Test func `the plugin in the user's own folder is found first`() throws {
    let home = NSTemporaryDirectory() + "home-\(UUID().uuidString)"
    let plugin = home + "/.docker/cli-plugins/docker-compose"
    try makeProgram(plugin)
    try makeProgram(home + "/bin/docker")
    defer { try? FileManager.default.removeItem(atPath: home) }

    let found = DockerInstallation.find(in: ["HOME": home, "PATH": "/nowhere:\(home)/bin"])

    #expect(found == DockerInstallation(client: home + "/bin/docker", composePlugin: plugin))
  }

  @Test func `a folder of that name is not docker`() throws {
    let folder = NSTemporaryDirectory() + "path-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: folder + "/docker", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }

    #expect(DockerInstallation.find(in: ["PATH": folder]).client == nil)
  }

  @Test func `what the caller has set for Compose and docker does not get through`() {
    let scrubbed = scrubbedEnvironment([
      "PATH": "/bin", "HOME": "/home/me", "COMPOSE_PROJECT_NAME": "prod", "COMPOSE_FILE": "x.yml",
      "DOCKER_HOST": "tcp://prod", "DOCKER_CONTEXT": "prod", "DOCKER_TLS_VERIFY": "1",
      "SSH_AUTH_SOCK": "/agent", "https_proxy": "http://proxy", "LANG": "C.UTF-8", "API_PORT": "1",
    ])

    #expect(
      scrubbed == [
        "PATH": "/bin", "HOME": "/home/me", "DOCKER_TLS_VERIFY": "1", "SSH_AUTH_SOCK": "/agent",
        "https_proxy": "http://proxy", "LANG": "C.UTF-8", "SSH_ASKPASS_REQUIRE": "never",
        "COMPOSE_EXPERIMENTAL_GIT_REMOTE": "false", "COMPOSE_EXPERIMENTAL_OCI_REMOTE": "false",
      ])
  }

  @Test func `nothing of the folder that is looked at is run or read as docker's`() {
    let scrubbed = scrubbedEnvironment([
      "PATH": ".:/bin::tools:/usr/bin:", "HOME": ".", "DOCKER_CONFIG": "conf",
      "DOCKER_CERT_PATH": "", "TMPDIR": "tmp",
    ])

    #expect(scrubbed["PATH"] == "/bin:/usr/bin")
    #expect(
      ["HOME", "DOCKER_CONFIG", "DOCKER_CERT_PATH", "TMPDIR"].allSatisfy { scrubbed[$0] == nil })
    #expect(scrubbedEnvironment(["PATH": ".:bin"])["PATH"]?.hasPrefix("/") == true)
  }

  private func makeProgram(_ path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try "#!/bin/sh\n".write(toFile: path, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }
}
