import Environments
import Foundation
import Processes
import TestSupport
import Testing

@testable import Engine

struct `Choosing the engine` {
  @Test func `a named context goes into argv`() {
    let endpoint = Endpoint.context("prod-host", host: nil)

    #expect(endpoint.arguments == ["--context", "prod-host"])
    #expect(endpoint.description == "context prod-host")
    #expect(endpoint.deadline == .seconds(15))
    #expect(endpoint.socketPath == nil)
  }

  @Test func `without one, docker's own address is passed`() async {
    let endpoint = await resolve(["HOME": "/nowhere"])

    #expect(endpoint == .local)
    #expect(endpoint.arguments == ["--host", "unix:///var/run/docker.sock"])
    #expect(endpoint.socketPath == "/var/run/docker.sock")
    #expect(endpoint.deadline == .seconds(5))
  }

  @Test func `the caller's DOCKER_HOST beats the caller's context`() async {
    let endpoint = await resolve(["DOCKER_HOST": "tcp://10.0.0.1:2376", "DOCKER_CONTEXT": "far"])

    #expect(endpoint == .host("tcp://10.0.0.1:2376"))
    #expect("\(endpoint)" == "tcp://10.0.0.1:2376")
  }

  @Test func `the caller's context is asked for its address`() async {
    let endpoint = await resolve(
      ["DOCKER_CONTEXT": "far"],
      reply: #"{"Name":"far","Endpoints":{"docker":{"Host":"ssh://ops@far"}},"TLSMaterial":{}}"#)

    #expect(endpoint == .host("ssh://ops@far"))
  }

  @Test func `a context with certificates stays a context`() async {
    let endpoint = await resolve(
      ["DOCKER_CONTEXT": "far"],
      reply:
        #"{"Endpoints":{"docker":{"Host":"tcp://far:2376"}},"TLSMaterial":{"docker":["ca.pem"]}}"#)

    #expect(endpoint == .context("far", host: "tcp://far:2376"))
    #expect("\(endpoint)" == "context far (tcp://far:2376)")
  }

  @Test func `an unknown context is passed by its name`() async {
    let endpoint = await resolve(["DOCKER_CONTEXT": "far"], reply: "")

    #expect(endpoint == .context("far", host: nil))
  }

  @Test func `the current context of the caller's settings counts`() async throws {
    let folder = NSTemporaryDirectory() + "settings-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try #"{"currentContext":"far"}"#.write(
      toFile: folder + "/config.json", atomically: true, encoding: .utf8)

    let endpoint = await resolve(
      ["DOCKER_CONFIG": folder], reply: #"{"Endpoints":{"docker":{"Host":"ssh://far"}}}"#)

    #expect(endpoint == .host("ssh://far"))
  }

  private func resolve(_ caller: [String: String], reply: String? = nil) async -> Endpoint {
    let runner = FakeCommandRunner(
      reply.map {
        [.init(command: "/usr/bin/docker context inspect --format '{{json .}}' far", output: $0)]
      } ?? [])
    let endpoint = await resolveCallerEndpoint(
      caller: caller, client: "/usr/bin/docker", environment: [:], runner: runner)
    runner.expectAllRan()
    return endpoint
  }
}
