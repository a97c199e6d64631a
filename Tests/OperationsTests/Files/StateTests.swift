import Glibc
import Testing

@testable import Operations

struct `The state folder` {
  let checkout: Checkout
  let workspace: Workspace

  init() throws {
    checkout = try Checkout()
    workspace = try checkout.workspace()
  }

  @Test func `it is private and keeps git out`() throws {
    let folder = try workspace.state("run/dev")

    #expect(folder == checkout.path(".triptych/run/dev"))
    #expect(checkout.mode(".triptych") == "700")
    #expect(checkout.mode(".triptych/run") == "700")
    #expect(checkout.mode(".triptych/run/dev") == "700")
    #expect(try checkout.text(".triptych/.gitignore") == "*\n")
  }

  @Test func `a folder that others could open is closed`() throws {
    try checkout.makeFolder(".triptych")
    chmod(checkout.path(".triptych"), 0o755)

    _ = try workspace.state()

    #expect(checkout.mode(".triptych") == "700")
  }

  @Test func `a link in its place is not followed`() throws {
    try checkout.makeFolder("elsewhere")
    checkout.link(".triptych", to: "elsewhere")

    let failure = #expect(throws: FileError.self) { try workspace.state() }

    #expect(
      failure?.description
        == "cannot create \(checkout.path(".triptych")): it exists and is not a folder"
    )
  }

  @Test func `a path that leads out of it is refused`() throws {
    let failure = #expect(throws: FileError.self) { try workspace.state("run/../../docker") }

    #expect(failure?.description == "cannot create run/../../docker: it leads out of .triptych")
  }
}

struct `Writing a file` {
  let checkout: Checkout
  init() throws { checkout = try Checkout() }

  @Test func `it appears with its mode and nothing beside it`() throws {
    try AtomicWrite.write(Array("new".utf8), to: checkout.path("a"), mode: 0o444)

    #expect(try checkout.text("a") == "new")
    #expect(checkout.mode("a") == "444")
    #expect(try checkout.names("") == ["a"])
  }

  @Test func `a file is replaced by another, not rewritten`() throws {
    try checkout.write("a", "old")
    let before = checkout.inode("a")

    try AtomicWrite.write(Array("new".utf8), to: checkout.path("a"))

    #expect(try checkout.text("a") == "new")
    #expect(checkout.inode("a") != before)
  }

  @Test func `a link is replaced, what it leads to is left alone`() throws {
    try checkout.write("target", "old")
    checkout.link("a", to: "target")

    try AtomicWrite.write(Array("new".utf8), to: checkout.path("a"))

    #expect(try checkout.text("a") == "new")
    #expect(try checkout.text("target") == "old")
  }

  @Test func `the same content and mode are not written again`() throws {
    let path = checkout.path("a")

    #expect(try AtomicWrite.writeIfDifferent([1, 2], to: path, mode: 0o444))
    #expect(try !AtomicWrite.writeIfDifferent([1, 2], to: path, mode: 0o444))
    #expect(try AtomicWrite.writeIfDifferent([1, 3], to: path, mode: 0o444))
    #expect(try AtomicWrite.writeIfDifferent([1, 3], to: path, mode: 0o400))
  }

  @Test func `a folder that is missing or a folder in its place is named and nothing is left`()
    throws
  {
    try checkout.makeFolder("a/b")

    let missing = #expect(throws: FileError.self) {
      try AtomicWrite.write([], to: checkout.path("c/d"))
    }
    let folder = #expect(throws: FileError.self) {
      try AtomicWrite.write([], to: checkout.path("a/b"))
    }

    #expect(missing?.reason == "No such file or directory")
    #expect(folder?.reason == "Is a directory")
    #expect(try checkout.names("a") == ["b"])
  }

  @Test func `creating leaves a file that exists as it is`() throws {
    let path = checkout.path("a")

    #expect(try AtomicWrite.create([1], at: path, mode: 0o600))
    #expect(try !AtomicWrite.create([2], at: path, mode: 0o600))

    #expect(try checkout.text("a") == "\u{1}")
    #expect(try checkout.names("") == ["a"])
  }

  @Test func `creating where there is no folder is an error`() throws {
    let failure = #expect(throws: FileError.self) {
      try AtomicWrite.create([1], at: checkout.path("c/d"), mode: 0o600)
    }

    #expect(failure?.action == "create")
  }
}
