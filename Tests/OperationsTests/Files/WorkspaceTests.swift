import Environments
import Testing

@testable import Operations

struct `Finding the root` {
  let checkout: Checkout
  init() throws { checkout = try Checkout() }

  @Test func `the nearest ancestor with environments is the root`() throws {
    try checkout.makeFolder("configs/environment")
    try checkout.makeFolder("services/api/.git")

    let workspace = try Workspace.containing(checkout.path("services/api"))

    #expect(workspace.root == checkout.root)
  }

  @Test func `without environments the nearest ancestor with .git is the root`() throws {
    try checkout.makeFolder(".git")
    try checkout.makeFolder("services/api")

    let workspace = try Workspace.containing(checkout.path("services/api"))

    #expect(workspace.root == checkout.root)
  }

  @Test func `without either the folder itself is the root`() throws {
    try checkout.makeFolder("services/api")

    let workspace = try Workspace.containing(checkout.path("services/api"))

    #expect(workspace.root == checkout.path("services/api"))
  }

  @Test func `a link to the root is followed`() throws {
    try checkout.makeFolder("real")
    checkout.link("link", to: "real")

    #expect(try Workspace(root: checkout.path("link")).root == checkout.path("real"))
  }

  @Test func `a root that is missing or a file is named`() throws {
    try checkout.write("file", "")

    let missing = #expect(throws: FileError.self) { try Workspace(root: "/nowhere/at/all") }
    let file = #expect(throws: FileError.self) { try Workspace(root: checkout.path("file")) }

    #expect(missing?.description == "cannot open /nowhere/at/all: No such file or directory")
    #expect(file?.description == "cannot open \(checkout.path("file")): Not a directory")
  }
}

struct `Listing environments` {
  let checkout: Checkout
  init() throws { checkout = try Checkout() }

  @Test func `every yaml file is listed by name, hidden and other files are not`() throws {
    try checkout.write("configs/environment/prod.yaml", "")
    try checkout.write("configs/environment/base.yaml", "")
    try checkout.write("configs/environment/dev.local.yaml", "")
    try checkout.write("configs/environment/.dev.yaml", "")
    try checkout.write("configs/environment/notes.md", "")

    #expect(
      try checkout.workspace().environmentFiles() == [
        "configs/environment/base.yaml", "configs/environment/dev.local.yaml",
        "configs/environment/prod.yaml",
      ])
  }

  @Test func `a repository without the folder has no environments`() throws {
    #expect(try checkout.workspace().environmentFiles() == [])
  }

  @Test func `a folder that cannot be listed is named`() throws {
    try checkout.makeFolder("configs")
    checkout.link("configs/environment", to: "environment")

    let workspace = try checkout.workspace()

    let failure = #expect(throws: FileError.self) { try workspace.environmentFiles() }
    #expect(
      failure?.description
        == "cannot list configs/environment: Too many levels of symbolic links")
  }

  @Test func `a load request reads files of the root`() throws {
    try checkout.write("configs/environment/dev.yaml", "schema_version: 1\n")

    let request = try checkout.workspace().loadRequest(overrides: ["logging.level=debug"])

    #expect(request.environmentFiles == ["configs/environment/dev.yaml"])
    #expect(request.overrides == ["logging.level=debug"])
    #expect(request.read("configs/environment/dev.yaml") == .text("schema_version: 1\n"))
  }
}
