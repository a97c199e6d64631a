import Environments
import Foundation
import Glibc
import Logging
import Testing

@testable import Operations

/// A file in place of one of ours may have been put there by anybody.
struct `Our own files` {
  let checkout: Checkout
  let workspace: Workspace

  init() throws {
    checkout = try Checkout()
    workspace = try checkout.workspace()
    _ = try workspace.state("lock")
  }

  enum Other: String, CaseIterable, Sendable { case pipe, link, folder, socket, linkToDevice }

  @Test(arguments: Other.allCases)
  func `the record is not written into what is no file, at once and with a reason`(other: Other)
    throws
  {
    try place(other, at: ".triptych/activity.jsonl")
    let log = ActivityLog(workspace)

    let failure = #expect(throws: FileError.self) {
      try log.append(.intent("launch", of: "dev", user: "ada", at: 0))
    }

    #expect(failure?.path.hasSuffix("/.triptych/activity.jsonl") == true)
    #expect(failure?.reason.contains(expectation(other)) == true)
    #expect(log.recent() == [])
  }

  @Test(arguments: Other.allCases)
  func `a lock is not taken on what is no file`(other: Other) throws {
    try place(other, at: ".triptych/lock/p")

    #expect(throws: FileError.self) {
      _ = try ProjectLock.take(
        project: "p", in: workspace,
        holder: LockHolder("launched", "dev", user: "ada", command: "triptych"))
    }
    #expect(ProjectLock.hold(on: "p", in: workspace) == .nobody)
  }

  @Test(arguments: Other.allCases)
  func `the log waits for nobody`(other: Other) throws {
    try place(other, at: ".triptych/triptych.log")

    LogFile.logger(for: workspace).warning("lost")

    #expect(Workspace.target(ofLink: checkout.path("elsewhere")) == nil)
    #expect((try? checkout.text("elsewhere")) ?? "" == "")
  }

  @Test(arguments: Other.allCases)
  func `the choice of images is refused when it is no file, and nothing is rendered`(
    other: Other
  ) throws {
    try place(other, at: ".triptych/images.env")

    #expect(throws: FileError.self) { try workspace.render(environment: "dev", json: "abc") }
    #expect(workspace.currentRevision(of: "dev") == nil)
  }

  @Test(arguments: Other.allCases.filter { $0 != .folder })
  func `Compose is given no env file of ours that is no file, and rendering mends it`(
    other: Other
  ) throws {
    let result = try workspace.render(environment: "dev", json: "abc")
    let file = ".triptych/run/dev/\(result.revision)/compose.env"
    try checkout.remove(file)
    try place(other, at: file)

    #expect(workspace.currentRevision(of: "dev") == nil)
    _ = try workspace.render(environment: "dev", json: "abc")
    #expect(workspace.currentRevision(of: "dev")?.name == result.revision)
  }

  @Test(arguments: Other.allCases)
  func `the key of fingerprints is made anew in place of what is no file`(other: Other) throws {
    try place(other, at: ".triptych/fingerprint.key")

    let key = workspace.fingerprintKey()

    #expect(key.count == 32)
    #expect((try? checkout.text("elsewhere")) ?? "" == "")
  }

  @Test func `nothing is written through a link in place of the folder`() throws {
    try checkout.remove(".triptych")
    try checkout.makeFolder("elsewhere")
    checkout.link(".triptych", to: "elsewhere")

    let failure = #expect(throws: FileError.self) { _ = try workspace.state("run/dev") }

    #expect(failure?.reason == "it exists and is not a folder")
    #expect(workspace.read(".triptych/images.env") != .text(""))
    #expect(try checkout.names("elsewhere") == [])
  }

  @Test func `nothing is read through a link to a folder on the way`() throws {
    try checkout.write("elsewhere/dev.json", "{}")
    checkout.link(".triptych/cache", to: "../elsewhere")

    guard case .unreadable(let reason) = workspace.read(".triptych/cache/dev.json") else {
      Issue.record("it was read")
      return
    }
    #expect(reason.contains("symbolic link"))
  }

  @Test func `half a line that a full disk left does not swallow the next entry`() throws {
    let log = ActivityLog(workspace)
    try log.append(.intent("launch", of: "dev", user: "ada", at: 0))
    let path = checkout.path(".triptych/activity.jsonl")
    let file = try #require(fopen(path, "a"))
    fputs("{\"commands\":[],\"environ", file)
    fclose(file)

    try log.append(.intent("stop", of: "dev", user: "ada", at: 0))

    #expect(log.recent().map(\.verb) == ["launch", "stop"])
  }

  private func expectation(_ other: Other) -> String {
    switch other {
    case .link, .linkToDevice: "symbolic link"
    case .pipe, .folder, .socket: "not a regular file"
    }
  }

  private func place(_ other: Other, at relative: String) throws {
    let path = checkout.path(relative)
    switch other {
    case .pipe: #expect(mkfifo(path, 0o600) == 0)
    case .link: checkout.link(relative, to: checkout.path("elsewhere"))
    case .linkToDevice: checkout.link(relative, to: "/dev/zero")
    case .folder: try checkout.makeFolder(relative)
    case .socket: #expect(mknod(path, S_IFSOCK | 0o600, 0) == 0)
    }
  }
}
