import Environments
import Testing

@testable import Operations

struct `Fingerprints of secrets` {
  let checkout: Checkout
  init() throws { checkout = try Checkout() }

  @Test func `equal secrets have equal fingerprints, other secrets have others`() throws {
    let fingerprint = try checkout.workspace().fingerprinter()

    #expect(fingerprint(Secret("hunter2")) == fingerprint(Secret("hunter2")))
    #expect(fingerprint(Secret("hunter2")) != fingerprint(Secret("hunter3")))
    #expect(fingerprint(Secret("hunter2")).text.count == 8)
  }

  @Test func `they are the start of the digest under the key of the checkout`() throws {
    try checkout.write(".triptych/fingerprint.key", String(repeating: "k", count: 32))

    let fingerprint = try checkout.workspace().fingerprinter()

    #expect(fingerprint(Secret("hunter2")).text == "f6c2ff60")
  }

  @Test func `the key is private and stays`() throws {
    let first = try checkout.workspace().fingerprinter()
    let second = try checkout.workspace().fingerprinter()

    #expect(first(Secret("hunter2")) == second(Secret("hunter2")))
    #expect(checkout.mode(".triptych/fingerprint.key") == "600")
    #expect(try checkout.names(".triptych") == [".gitignore", "fingerprint.key"])
  }

  @Test func `another checkout has other fingerprints`() throws {
    let other = try Checkout()

    let first = try checkout.workspace().fingerprinter()
    let second = try other.workspace().fingerprinter()

    #expect(first(Secret("hunter2")) != second(Secret("hunter2")))
  }

  @Test func `a damaged key is replaced`() throws {
    try checkout.write(".triptych/fingerprint.key", "short")

    let first = try checkout.workspace().fingerprinter()
    let second = try checkout.workspace().fingerprinter()

    #expect(first(Secret("hunter2")) == second(Secret("hunter2")))
  }

  @Test func `where nothing can be written they still compare`() throws {
    let workspace = try Workspace(root: "/proc/self")

    let first = workspace.fingerprinter()
    let second = workspace.fingerprinter()

    #expect(first(Secret("hunter2")) == second(Secret("hunter2")))
    #expect(first(Secret("hunter2")) != first(Secret("hunter3")))
  }

  @Test func `processes that start at once share one key`() async throws {
    let workspace = try checkout.workspace()

    let fingerprints = await withTaskGroup(of: Fingerprint.self) { group in
      for _ in 0..<8 { group.addTask { workspace.fingerprinter()(Secret("hunter2")) } }
      return await group.reduce(into: Set()) { $0.insert($1) }
    }

    #expect(fingerprints.count == 1)
  }
}
