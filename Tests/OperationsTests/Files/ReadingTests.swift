import Environments
import Glibc
import Testing

@testable import Operations

struct `Reading a file` {
  let checkout: Checkout
  let workspace: Workspace

  init() throws {
    checkout = try Checkout()
    workspace = try checkout.workspace()
  }

  @Test func `its text is read whole`() throws {
    try checkout.write("a.yaml", "name: é\n")
    try checkout.write("empty.yaml", "")

    #expect(workspace.read("a.yaml") == .text("name: é\n"))
    #expect(workspace.read("empty.yaml") == .text(""))
  }

  @Test func `a file or a folder of the path that is missing is missing`() throws {
    try checkout.write("a.yaml", "")

    #expect(workspace.read("b.yaml") == .missing)
    #expect(workspace.read("folder/b.yaml") == .missing)
    #expect(workspace.read("a.yaml/b.yaml") == .missing)
  }

  @Test func `a directory in its place is a directory`() throws {
    try checkout.makeFolder("a.yaml")

    #expect(workspace.read("a.yaml") == .directory)
  }

  @Test func `a pipe does not block`() throws {
    mkfifo(checkout.path("pipe.yaml"), 0o600)

    #expect(workspace.read("pipe.yaml") == .unreadable("it is not a regular file"))
  }

  @Test func `what the system refuses is told in its words`() throws {
    checkout.link("loop.yaml", to: "loop.yaml")

    #expect(workspace.read("loop.yaml") == .unreadable("Too many levels of symbolic links"))
  }

  @Test func `a failure while reading is told too`() throws {
    // Reading this process's memory from address 0 fails, although it is a regular file that opens.
    let process = try Workspace(root: "/proc/self")

    #expect(process.read("mem") == .unreadable("Input/output error"))
  }

  @Test func `the largest file that is read has one MiB`() throws {
    try checkout.write("large.yaml", bytes: [UInt8](repeating: 0x61, count: 1 << 20))
    try checkout.write("larger.yaml", bytes: [UInt8](repeating: 0x61, count: (1 << 20) + 1))

    #expect(workspace.read("large.yaml") == .text(String(repeating: "a", count: 1 << 20)))
    #expect(workspace.read("larger.yaml") == .tooLarge(bytes: (1 << 20) + 1))
  }

  @Test func `a file whose size is not told beforehand is read whole`() throws {
    let process = try Workspace(root: "/proc/self")

    #expect(process.read("comm") != .text(""))
  }

  @Test func `bytes that are not UTF-8 are found by their line`() throws {
    try checkout.write("latin.yaml", bytes: Array("a: 1\nb: caf".utf8) + [0xe9, 0x0a])

    #expect(workspace.read("latin.yaml") == .notUTF8(line: 2))
  }

  @Test func `a NUL is found by its line`() throws {
    try checkout.write("nul.yaml", "a: 1\nb: 2\nc: \0\n")

    #expect(workspace.read("nul.yaml") == .containsNUL(line: 3))
  }
}

struct `Staying inside the root` {
  let checkout: Checkout
  let workspace: Workspace

  init() throws {
    checkout = try Checkout()
    try checkout.write("outside.env", "A=1\n")
    try checkout.write("root/docker/.env", "A=2\n")
    workspace = try Workspace(root: checkout.path("root"))
  }

  @Test func `a path may go up and down within the root`() throws {
    #expect(workspace.read("docker/../docker/./.env") == .text("A=2\n"))
  }

  @Test func `a path that leaves the root is not read`() throws {
    #expect(workspace.read("../outside.env") == .unreadable("it lies outside the repository"))
    #expect(
      workspace.read("docker/../../outside.env") == .unreadable("it lies outside the repository"))
  }

  @Test func `an absolute path is read only inside the root`() throws {
    #expect(workspace.read(checkout.path("root/docker/.env")) == .text("A=2\n"))
    #expect(
      workspace.read(checkout.path("outside.env")) == .unreadable("it lies outside the repository"))
    #expect(
      workspace.read(checkout.path("root/../outside.env"))
        == .unreadable("it lies outside the repository"))
  }

  @Test func `a link is followed inside the root`() throws {
    checkout.link("root/relative", to: "docker/.env")
    checkout.link("root/absolute", to: checkout.path("root/docker/.env"))

    #expect(workspace.read("relative") == .text("A=2\n"))
    #expect(workspace.read("absolute") == .text("A=2\n"))
  }

  @Test func `a link that leads outside is not read`() throws {
    checkout.link("root/file", to: "../outside.env")
    checkout.link("root/folder", to: "..")

    #expect(workspace.read("file") == .unreadable("its link leads outside the repository"))
    #expect(
      workspace.read("folder/outside.env") == .unreadable("its link leads outside the repository"))
  }
}
