import Environments
import Foundation
import TestSupport
import Testing

@testable import Operations

struct `Host folders named by a variable of a shell` {
  private let checkout = LaunchCheckout()

  @Test(arguments: [
    #""${ROOT}/nowhere:/data""#, "{type: bind, source: '${ROOT}/nowhere', target: /data}",
  ])
  func `are a warning outside of the repository, which also tells what is missing`(mount: String)
    throws
  {
    let notes = try notes(mount: mount, source: "/nowhere")

    #expect(
      notes == [
        "warning: api mounts the host's /nowhere at /data, since no .env file sets ROOT "
          + "(docker/docker-compose.dev.yml:2:29): it is outside of the repository; it does not "
          + "exist, so that the engine makes it, owned by root"
      ])
  }

  @Test func `are a warning outside of the repository, even where they exist`() throws {
    let notes = try notes(mount: "'$HOME:/data:ro'", source: "/usr")

    #expect(notes.count == 1)
    #expect(notes.allSatisfy { $0.hasSuffix(": it is outside of the repository") })
  }

  @Test func `are a warning inside of it where they are missing, and none where they are not`()
    throws
  {
    let missing = try notes(mount: "'${DIR:-..}/a:/data'", source: checkout.root + "/a")
    let there = try notes(mount: "'${DIR:-..}/docker:/data'", source: checkout.root + "/docker")

    #expect(missing.count == 1)
    #expect(missing.allSatisfy { $0.contains("): it does not exist, so that the engine makes it") })
    #expect(there == [])
  }

  @Test func `are none when they are written out, or are volumes`() throws {
    #expect(try notes(mount: "'/nowhere:/data'", source: "/nowhere") == [])
    #expect(try notes(mount: "'${ROOT}data:/data'", source: "data", type: "volume") == [])
  }

  private func notes(mount: String, source: String, type: String = "bind") throws -> [String] {
    try FileManager.default.createDirectory(
      atPath: checkout.root + "/docker", withIntermediateDirectories: true)
    try checkout.write(
      "services:\n  api: {image: a, volumes: [\(mount)]}\n",
      to: "docker/docker-compose.dev.yml")
    let model =
      #"{"services":{"api":{"volumes":[{"type":"\#(type)","source":"\#(source)","target":"/data"}]}}}"#
    let launcher = try checkout.launcher(FakeCommandRunner([]))
    let snapshot = ComposeSnapshot(model: Secret(model), digest: "", warnings: [])
    let dev = environment()
    return launcher.hostFolderNotes(dev, snapshot, on: launcher.project(of: dev).endpoint)
      .map(\.description)
  }
}
