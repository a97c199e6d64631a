import Environments
import Glibc
import Testing

@testable import Operations

/// What a repository reads outside of itself is for its user to allow, once, and nowhere in the repository.
struct `Trusting a checkout` {
  let checkout: Checkout

  init() throws {
    checkout = try Checkout()
    try checkout.makeFolder("root")
    try checkout.makeFolder("home")
    try checkout.write("outside.env", "A=1\n")
    try checkout.write("other.env", "A=1\n")
  }

  @Test func `nothing is trusted at first, and what reads nothing outside needs no trust`() throws {
    let trust = try trust()

    #expect(!trust.covers([reading("/etc/passwd")]))
    #expect(trust.covers([]))
    #expect(try checkout.names("home") == [])
  }

  @Test func `what is granted is trusted, and nothing else`() throws {
    try trust().grant([reading("/etc/a"), reading("../outside.env")])

    #expect(try trust().covers([reading("/etc/a")]))
    #expect(try trust().covers([reading("../outside.env"), reading("/etc/a")]))
    #expect(try !trust().covers([reading("/etc/a"), reading("/etc/b")]))
    try trust().grant([reading("/etc/b")])
    #expect(try !trust().covers([reading("/etc/a")]))
    try trust().revoke()
    #expect(try !trust().covers([reading("/etc/b")]))
    try trust().revoke()
  }

  @Test func `it is kept for the user alone, outside of the checkout`() throws {
    try trust().grant([reading("/etc/a")])

    let folder = "home/.local/state/triptych/trust"
    let names = try checkout.names(folder)
    #expect(names.count == 1)
    #expect(checkout.mode(folder) == "700")
    #expect(checkout.mode("\(folder)/\(names[0])") == "600")
    #expect(try checkout.names("root") == [])
  }

  @Test func `another checkout is not trusted with it`() throws {
    try checkout.makeFolder("copy")
    try trust().grant([reading("/etc/a")])

    #expect(try !trust(of: "copy").covers([reading("/etc/a")]))
  }

  @Test func `a link that is turned elsewhere is asked about again`() throws {
    checkout.link("root/link.env", to: "../outside.env")
    try trust().grant([reading("link.env")])
    #expect(try trust().covers([reading("link.env")]))

    try checkout.remove("root/link.env")
    checkout.link("root/link.env", to: "../other.env")

    #expect(try !trust().covers([reading("link.env")]))
  }

  @Test func `a file that is not understood is trusted as it is`() throws {
    try trust().grant([unclear("a: !!binary eA==")])

    #expect(try trust().covers([unclear("a: !!binary eA==")]))
    #expect(try !trust().covers([unclear("a: !!binary eQ==")]))
  }

  @Test func `paths that look alike are two`() throws {
    try trust().grant([reading("/etc/caf\u{e9}")])

    #expect(try !trust().covers([reading("/etc/cafe\u{301}")]))
  }

  @Test func `relative folders count for nothing`() throws {
    for variables in [["HOME": "home"], ["XDG_STATE_HOME": "state"], ["TRIPTYCH_TRUST": "."], [:]] {
      let trust = try trust(variables)
      #expect(!trust.covers([reading("/etc/a")]))
      #expect(throws: FileError.self) { try trust.grant([reading("/etc/a")]) }
    }
  }

  @Test func `a variable trusts all that is in a folder`() throws {
    for folder in [checkout.path("root"), checkout.root, "/nowhere:/"] {
      #expect(try trust(["TRIPTYCH_TRUST": folder]).covers([reading("/etc/a")]))
    }
    for folder in ["", "1", checkout.path("roo"), checkout.path("home")] {
      #expect(try !trust(["TRIPTYCH_TRUST": folder]).covers([reading("/etc/a")]))
    }
  }

  @Test func `what is no file of ours is no trust`() throws {
    try trust().grant([reading("/etc/a")])
    let folder = "home/.local/state/triptych/trust"
    let name = try checkout.names(folder)[0]
    try checkout.remove("\(folder)/\(name)")
    mkfifo(checkout.path("\(folder)/\(name)"), 0o600)
    #expect(try !trust().covers([reading("/etc/a")]))

    try trust().grant([reading("/etc/a")])

    #expect(try trust().covers([reading("/etc/a")]))
    try checkout.write("\(folder)/\(name)", "{\"root\": \"/elsewhere\", \"readings\": 5}")
    #expect(try !trust().covers([reading("/etc/a")]))
  }

  private func trust(_ variables: [String: String]? = nil, of root: String = "root") throws -> Trust
  {
    Trust(
      of: try Workspace(root: checkout.path(root)),
      variables: variables ?? ["HOME": checkout.path("home")])
  }

  private func reading(_ path: String) -> OutsideReading {
    OutsideReading(words: "outside", path: path, location: place)
  }

  private func unclear(_ text: String) -> OutsideReading {
    OutsideReading(words: "cannot be followed", path: nil, text: text, location: place)
  }

  private var place: Location { Location(file: "compose.yaml", line: 1, column: 1) }
}
